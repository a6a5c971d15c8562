import type { Row, Warehouse } from '../../jobs/warehouse/warehouse';
import type { TableDefinition } from '../../model/types';

/** The clock of the run that wrote the row, which differs between two warehouses. */
const CLOCKS = ['known_from', 'known_to'];

/**
 * Every column that the model gives the table but the clocks, in its order: rows that differ only in what an engine adds are equal.
 * @param without further columns that may differ.
 */
export async function tableContents(
  warehouse: Warehouse,
  table: TableDefinition,
  without: readonly string[] = [],
): Promise<string[]> {
  const { dialect } = warehouse;
  // With an alias: the emulator takes a column that is called like its table (npi) for the whole row.
  const names = table.columns.map(({ name }) => name).filter((name) => ![...CLOCKS, ...without].includes(name));
  const columns = names.map((name) => `t.${dialect.identifier(name)}`).join(', ');
  const sql = `select ${columns} from ${dialect.table(table)} t`;
  const rows = await warehouse.query({ name: 'test.contents', sql });
  return rows.map((row: Row) => JSON.stringify(names.map((name) => row[name]))).sort();
}
