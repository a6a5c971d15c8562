import { DUCKDB_TYPES, DUCKDB_VALUES } from '../../lake/value-sql';
import type { Dialect } from '../dialect';
import { checkedDate, checkedName, checkedTimestamp, requiredColumns } from '../sql-text';

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const { cast, timestampText } = DUCKDB_VALUES;
// Through text, because DuckDB's own way from a large decimal to a double can miss the nearest double.
const double = (numeric: string) => `cast(cast(${numeric} as varchar) as double)`;

/** SQL as DuckDB spells it. */
export const duckdbDialect: Dialect = {
  name: 'duckdb',
  ...DUCKDB_VALUES,
  identifier,
  table: ({ dataset, name }) => `${identifier(dataset)}.${identifier(name)}`,
  type: (logical) => DUCKDB_TYPES[logical],
  text,
  parameter: (name) => `$${checkedName(name)}`,
  daysBetween: (from, to) => `date_diff('day', ${from}, ${to})`,
  addDays: (date, days) => `cast(${date} + cast(${days} as integer) as date)`,
  monthStart: (date) => `cast(date_trunc('month', ${date}) as date)`,
  monthEnd: (date) => `last_day(${date})`,
  startOfDay: (date) => cast(date, 'TIMESTAMP'),
  dateOf: (timestamp) => cast(timestamp, 'DATE'),
  // now() has a zone; taking it off with a cast would read the time zone of the session.
  now: () => 'make_timestamp(epoch_us(now()))',
  dateLiteral: (value) => `date '${checkedDate(value)}'`,
  timestampLiteral: (value) => `timestamp '${checkedTimestamp(value)}'`,
  valueText: (value, type) => {
    if (type === 'STRING') return value;
    if (type === 'TIMESTAMP') return timestampText(value);
    return `cast(${value} as varchar)`;
  },
  sha256: (expression) => `sha256(${expression})`,
  matches: (expression, pattern) => `regexp_matches(${expression}, ${text(pattern)})`,
  replaceAll: (expression, pattern, by) => `regexp_replace(${expression}, ${text(pattern)}, ${text(by)}, 'g')`,
  ratio: (numerator, denominator) => {
    const millionths = `round(${double(numerator)} / nullif(${double(denominator)}, 0) * 1e6)`;
    return `cast(cast(${millionths} as decimal(29, 0)) * 0.000001 as ${DUCKDB_TYPES.NUMERIC})`;
  },
  round: (numeric, decimals) => cast(`round(${cast(numeric, 'NUMERIC')}, ${decimals})`, 'NUMERIC'),
  days: (from, to) =>
    `(select cast(unnest(generate_series(${cast(from, 'TIMESTAMP')}, ${cast(to, 'TIMESTAMP')}, interval 1 day)) as date) as day)`,
  joinTexts: (expression, orderBy) => `string_agg(${expression}, ',' order by ${orderBy})`,
  createDataset: (dataset) => `create schema if not exists ${identifier(dataset)}`,
  createTable: (table) => {
    const required = requiredColumns(table);
    const columns = table.columns.map(
      (column) =>
        `${identifier(column.name)} ${DUCKDB_TYPES[column.type]}${required.has(column.name) ? ' not null' : ''}`,
    );
    return `create table if not exists ${duckdbDialect.table(table)} (${columns.join(', ')})`;
  },
  addColumn: (table, column, type) =>
    `alter table ${duckdbDialect.table(table)} add column if not exists ${identifier(column)} ${DUCKDB_TYPES[type]}`,
};
