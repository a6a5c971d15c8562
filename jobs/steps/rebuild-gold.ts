import type { TableDefinition } from '../../model/types';
import type { Statement } from '../warehouse/warehouse';
import type { Context } from './context';
import type { StepReport } from './step-work';

/** Rebuilds a layer of gold in one transaction: readers see the old layer or the new one. */
export async function rebuildGold(
  context: Context,
  statements: readonly Statement[],
  tables: readonly TableDefinition[],
): Promise<StepReport> {
  const { warehouse } = context;
  await warehouse.executeAtomically(statements);
  const counts = tables.map((table) => `(select count(*) from ${warehouse.dialect.table(table)})`);
  const [row] = await warehouse.query({ name: 'gold.count_rows', sql: `select ${counts.join(' + ')} as row_count` });
  return { rowsIn: null, rowsOut: Number(row?.['row_count'] ?? 0), detail: `${tables.length} tables` };
}
