import type { Entity } from '../../../model/types';
import type { SourceTotals } from '../../lake/manifest';
import type { SourceConnection } from './connect';
import type { DescribedColumn, DescribedTable } from './describe';
import type { Condition } from './window';

const NUMBERS = ['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal', 'float', 'double', 'bit'];
/** Larger amounts do not fit NUMERIC, so bronze has none. */
const LIMIT = '1e29';
/** The texts that landing takes for an amount (see jobs/lake/typed-value.ts), in the alphabet that MySQL and MariaDB share. */
const AMOUNT = [
  '[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?',
  '([-+]?[$]?[[:space:]]*|[$]?[[:space:]]*[-+])([0-9]{1,3}(,[0-9]{3})+|[0-9]+)([.][0-9]*)?',
].join('|');

/** The totals of a whole table, added up by the database, in the transaction that `source` is in. @throws JobError `SOURCE_*` */
export async function readTotals(
  source: SourceConnection,
  table: DescribedTable,
  entity: Entity,
): Promise<SourceTotals> {
  const money = table.columns.filter(({ column, dataType }) => column.unit === 'usd' && dataType !== null);
  const keys = table.columns.filter(({ column }) => entity.key.includes(column.name));
  const amounts = money.map(amount);
  const counted = keys.map(({ read }) => `${read} is not null`).join(' and ');
  const sums = amounts.map(
    ({ sql }) => `cast(coalesce(sum(case when abs(${sql}) < ${LIMIT} then ${sql} end), 0) as char)`,
  );
  const [row = []] = await source.query(
    `select ${[`count(case when ${counted} then 1 end)`, ...sums].join(', ')} from ${table.table}`,
    // Each amount stands in its sum twice.
    amounts.flatMap(({ parameters }) => [...parameters, ...parameters]),
  );
  const [rows, ...totals] = row;
  return {
    rows: Number(rows),
    sums: Object.fromEntries(money.map(({ column }, index) => [column.name, String(totals[index])])),
  };
}

/** A column as DECIMAL in whole cents; casting to DECIMAL rounds half away from zero, from the text that the server would show. */
function amount(column: DescribedColumn): Condition {
  const { read, dataType, stripPrefix } = column;
  if (NUMBERS.includes(dataType ?? '')) return { sql: `cast(${read} as decimal(65, 2))`, parameters: [] };
  const text = stripPrefix === '' ? { sql: read, parameters: [] } : withoutPrefix(read, stripPrefix);
  const digits = `replace(replace(replace(${text.sql}, '$', ''), ',', ''), ' ', '')`;
  return {
    sql: `(case when ${text.sql} regexp ? then round(cast(${digits} as decimal(65, 30)), 2) end)`,
    // A parameter, because the driver takes every question mark of the statement for the place of one.
    parameters: [...text.parameters, `^[[:space:]]*(${AMOUNT})[[:space:]]*$`, ...text.parameters],
  };
}

function withoutPrefix(text: string, prefix: string): Condition {
  const { length } = [...prefix];
  return {
    sql: `if(binary left(${text}, ?) = binary ?, substr(${text}, ?), ${text})`,
    parameters: [length, prefix, length + 1],
  };
}
