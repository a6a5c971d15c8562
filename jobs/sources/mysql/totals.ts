import type { Entity } from '../../../model/types';
import { ACCOUNTING_ZERO, PLAIN_NUMBER, WRITTEN_AMOUNT } from '../../lake/amount-spellings';
import type { SourceTotals } from '../../lake/manifest';
import type { SourceConnection } from './connect';
import type { DescribedColumn, DescribedTable } from './describe';
import type { Condition } from './window';

const NUMBERS = ['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal', 'float', 'double', 'bit'];
/** Larger amounts do not fit NUMERIC, so bronze has none. */
const LIMIT = '1e29';
/** What is taken out of a written amount, in capital letters, so that its digits and point are left. */
const MARKS = ['U', 'S', 'D', '$', ',', ' ', '(', ')', '-', '+'];

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
  const digits = MARKS.reduce((sql, mark) => `replace(${sql}, '${mark}', '')`, `upper(${text.sql})`);
  const sign = `if(${text.sql} regexp '[-(]', -1, 1)`;
  const cases = [
    { when: PLAIN_NUMBER, cents: `round(cast(${text.sql} as decimal(65, 30)), 2)`, texts: 1 },
    { when: ACCOUNTING_ZERO, cents: '0', texts: 0 },
    { when: WRITTEN_AMOUNT, cents: `${sign} * round(cast(${digits} as decimal(65, 30)), 2)`, texts: 2 },
  ];
  return {
    sql: `(case ${cases.map(({ cents }) => `when ${text.sql} regexp ? then ${cents}`).join(' ')} end)`,
    // Patterns are parameters, because the driver takes every question mark of the statement for the place of one.
    parameters: cases.flatMap(({ when, texts }) => [
      ...text.parameters,
      `^(${when})$`,
      ...Array.from({ length: texts }, () => text.parameters).flat(),
    ]),
  };
}

function withoutPrefix(text: string, prefix: string): Condition {
  const { length } = [...prefix];
  return {
    sql: `if(binary left(${text}, ?) = binary ?, substr(${text}, ?), ${text})`,
    parameters: [length, prefix, length + 1],
  };
}
