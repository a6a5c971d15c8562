import type { Dialect } from '../../jobs/warehouse/dialect';
import type { Statement } from '../../jobs/warehouse/warehouse';
import type { LogicalType, TableDefinition } from '../../model/types';

/** Values by column; absent: NULL. NUMERIC, DATE and TIMESTAMP as text. */
export type SqlRow = Readonly<Record<string, string | number | boolean | null>>;

/** Inserts rows as literals, so that a test's table is what it says; `replace` empties the table first. */
export function insertRows(
  dialect: Dialect,
  table: TableDefinition,
  rows: readonly SqlRow[],
  mode: 'replace' | 'add' = 'add',
): Statement[] {
  const name = `test.fill.${table.name}`;
  const clear = { name, sql: `delete from ${dialect.table(table)} where true` };
  const tuples = rows.map(
    (row) => `(${table.columns.map(({ name, type }) => literal(dialect, type, row[name] ?? null)).join(', ')})`,
  );
  const columns = table.columns.map((column) => dialect.identifier(column.name)).join(', ');
  const insert = { name, sql: `insert into ${dialect.table(table)} (${columns}) values ${tuples.join(',\n')}` };
  return [...(mode === 'replace' ? [clear] : []), ...(rows.length > 0 ? [insert] : [])];
}

function literal(dialect: Dialect, type: LogicalType, value: string | number | boolean | null): string {
  if (value === null) return dialect.cast('null', type);
  if (type === 'TIMESTAMP') return dialect.timestampLiteral(String(value));
  if (type === 'DATE') return dialect.dateLiteral(String(value));
  if (type === 'STRING') return dialect.text(String(value));
  if (type === 'NUMERIC') return dialect.cast(dialect.text(String(value)), 'NUMERIC');
  return String(value);
}
