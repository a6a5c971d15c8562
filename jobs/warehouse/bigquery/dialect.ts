import type { LogicalType, TableDefinition } from '../../../model/types';
import type { Dialect } from '../dialect';
import { checkedDate, checkedName, checkedTimestamp, requiredColumns } from '../sql-text';

const identifier = (name: string) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** Quotes and backslashes end or change a literal; control characters no reviewer sees, and a newline ends it. */
const escaped = (character: string) => {
  if (character === "'" || character === '\\') return `\\${character}`;
  return character < ' ' ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character;
};
const text = (value: string) => `'${Array.from(value, escaped).join('')}'`;
const cast = (expression: string, to: LogicalType) => `cast(${expression} as ${to})`;
const double = (numeric: string) => `cast(${numeric} as float64)`;

function partitioning(table: TableDefinition): string {
  const column = table.columns.find((candidate) => candidate.name === table.partitionBy);
  if (!column) return '';
  const name = identifier(column.name);
  const { partitionUnit = 'day' } = table;
  if (column.type === 'TIMESTAMP') return ` partition by timestamp_trunc(${name}, ${partitionUnit})`;
  return ` partition by ${partitionUnit === 'day' ? name : `date_trunc(${name}, ${partitionUnit})`}`;
}

/** SQL as BigQuery spells it; its type names are the model's. */
export const bigqueryDialect: Dialect = {
  name: 'bigquery',
  identifier,
  table: ({ dataset, name }) => `${identifier(dataset)}.${identifier(name)}`,
  type: (logical) => logical,
  text,
  parameter: (name) => `@${checkedName(name)}`,
  cast,
  // BigQuery takes the later date first, DuckDB the earlier: swapped, every A/R age changes sign.
  daysBetween: (from, to) => `date_diff(${to}, ${from}, day)`,
  addDays: (date, days) => `date_add(${date}, interval ${days} day)`,
  monthStart: (date) => `date_trunc(${date}, month)`,
  monthEnd: (date) => `last_day(${date}, month)`,
  startOfDay: (date) => `timestamp(${date}, 'UTC')`,
  dateOf: (timestamp) => `date(${timestamp}, 'UTC')`,
  now: () => 'current_timestamp()',
  dateLiteral: (value) => `date '${checkedDate(value)}'`,
  // With its offset, so that the time zone of a session or project decides nothing.
  timestampLiteral: (value) => `timestamp '${checkedTimestamp(value)}+00:00'`,
  dateText: (date) => `format_date('%F', ${date})`,
  timestampText: (timestamp) => `format_timestamp('%F %H:%M:%E6S', ${timestamp}, 'UTC')`,
  valueText: (value, type) => {
    if (type === 'STRING') return value;
    if (type === 'TIMESTAMP') return bigqueryDialect.timestampText(value);
    return `cast(${value} as string)`;
  },
  // A cast leaves zeros at the end out.
  decimalText: (numeric) => {
    const text = `cast(${numeric} as string)`;
    const decimals = `rpad(coalesce(regexp_extract(${text}, r'[.]([0-9]+)$'), ''), 9, '0')`;
    return `concat(regexp_extract(${text}, r'^-?[0-9]+'), '.', ${decimals})`;
  },
  // Of 64-bit numbers the sum would overflow.
  hashSum: (hash) => `cast(sum(cast(cast(concat('0x', substr(${hash}, 1, 15)) as int64) as numeric)) as string)`,
  sha256: (expression) => `to_hex(sha256(${expression}))`,
  matches: (expression, pattern) => `regexp_contains(${expression}, ${text(pattern)})`,
  replaceAll: (expression, pattern, by) => `regexp_replace(${expression}, ${text(pattern)}, ${text(by)})`,
  ratio: (numerator, denominator) => {
    const millionths = `round(${double(numerator)} / nullif(${double(denominator)}, 0) * 1e6)`;
    return `cast(${millionths} as numeric) * numeric '0.000001'`;
  },
  round: (numeric, decimals) => `round(${cast(numeric, 'NUMERIC')}, ${decimals})`,
  days: (from, to) => `(select day from unnest(generate_date_array(${from}, ${to})) as day)`,
  joinTexts: (expression, orderBy) => `string_agg(${expression}, ',' order by ${orderBy})`,
  createDataset: (dataset) => `create schema if not exists ${identifier(dataset)}`,
  createTable: (table) => {
    const required = requiredColumns(table);
    const columns = table.columns.map(
      (column) => `${identifier(column.name)} ${column.type}${required.has(column.name) ? ' not null' : ''}`,
    );
    const clustering = table.clusterBy?.length ? ` cluster by ${table.clusterBy.map(identifier).join(', ')}` : '';
    return `create table if not exists ${bigqueryDialect.table(table)} (${columns.join(', ')})${partitioning(table)}${clustering}`;
  },
  addColumn: (table, column, type) =>
    `alter table ${bigqueryDialect.table(table)} add column if not exists ${identifier(column)} ${type}`,
};
