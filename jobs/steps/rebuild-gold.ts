import type { TableDefinition } from '../../model/types';
import { countRows } from '../transform/gold-layers';
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
  const [row] = await warehouse.query(countRows(warehouse.dialect, tables));
  return { rowsIn: null, rowsOut: Number(row?.['row_count'] ?? 0), detail: `${tables.length} tables` };
}
