import type { Row, Warehouse } from '../../jobs/warehouse/warehouse';
import type { TableDefinition } from '../../model/types';

/** Every column that the model gives the table, in its order: rows that differ only in what an engine adds are equal. */
export async function tableContents(warehouse: Warehouse, table: TableDefinition): Promise<string[]> {
  const { dialect } = warehouse;
  // With an alias: the emulator takes a column that is called like its table (npi) for the whole row.
  const columns = table.columns.map(({ name }) => `t.${dialect.identifier(name)}`).join(', ');
  const sql = `select ${columns} from ${dialect.table(table)} t`;
  const rows = await warehouse.query({ name: 'test.contents', sql });
  return rows.map((row: Row) => JSON.stringify(table.columns.map(({ name }) => row[name]))).sort();
}
