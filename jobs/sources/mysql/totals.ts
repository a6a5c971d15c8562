import { type MappedColumn, placeAmong } from '../../../model/mapping/mapped-columns';
import type { Scale } from '../../../model/mapping/scale';
import type { Entity } from '../../../model/types';
import { ACCOUNTING_ZERO, PLAIN_NUMBER, WRITTEN_AMOUNT } from '../../lake/amount-spellings';
import type { SourceTotals } from '../../lake/manifest';
import { textLiteral } from './bound-sql';
import type { SourceConnection } from './connect';
import { type DescribedTable, sourcesOf } from './describe';
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
  const money = table.mapped.flatMap((mapped) => {
    const sql = mapped.column.unit === 'usd' ? amount(table, mapped) : null;
    return sql ? [{ column: mapped.column, sql }] : [];
  });
  const amounts = money.map(({ sql }) => sql);
  const keys = table.mapped
    .filter(({ column }) => entity.key.includes(column.name))
    .map((mapped) => hasValue(table, mapped));
  const counted = keys.map(({ sql }) => sql).join(' and ');
  const sums = amounts.map(
    ({ sql }) => `cast(coalesce(sum(case when abs(${sql}) < ${LIMIT} then ${sql} end), 0) as char)`,
  );
  const [row = []] = await source.query(
    `select ${[`count(case when ${counted} then 1 end)`, ...sums].join(', ')} from ${table.table}`,
    [
      ...keys.flatMap(({ parameters }) => parameters),
      // Each amount stands in its sum twice.
      ...amounts.flatMap(({ parameters }) => [...parameters, ...parameters]),
    ],
  );
  const [rows, ...totals] = row;
  return {
    rows: Number(rows),
    sums: Object.fromEntries(money.map(({ column }, index) => [column.name, String(totals[index])])),
  };
}

/**
 * A column as DECIMAL in whole cents; casting to DECIMAL rounds half away from zero, from the text that the server would show. A scale moves
 * the point before that. null: no source column has it, so that nobody can add it up.
 */
function amount(table: DescribedTable, mapped: MappedColumn): Condition | null {
  const { origin, trim, stripPrefix } = mapped;
  if (origin.kind === 'constant') return { sql: 'cast(? as decimal(65, 2))', parameters: [origin.text] };
  const [source] = sourcesOf(table, mapped);
  if (!source || source.dataType === null) return null;
  const scaled = scaledBy(mapped.scale);
  if (NUMBERS.includes(source.dataType)) {
    const sql = mapped.scale ? scaled(source.read) : `cast(${source.read} as decimal(65, 2))`;
    return { sql, parameters: [] };
  }
  const read = trim ? `trim(${source.read})` : source.read;
  const text = stripPrefix === '' ? { sql: read, parameters: [] } : withoutPrefix(read, stripPrefix);
  const digits = MARKS.reduce((sql, mark) => `replace(${sql}, '${mark}', '')`, `upper(${text.sql})`);
  const sign = `if(${text.sql} regexp '[-(]', -1, 1)`;
  const cases = [
    { when: PLAIN_NUMBER, cents: scaled(text.sql), texts: 1 },
    { when: ACCOUNTING_ZERO, cents: '0', texts: 0 },
    { when: WRITTEN_AMOUNT, cents: `${sign} * ${scaled(digits)}`, texts: 2 },
  ];
  return {
    sql: `(case ${cases.map(({ cents }) => `when ${text.sql} regexp ? then ${cents}`).join(' ')} end)`,
    parameters: cases.flatMap(({ when, texts }) => [
      ...text.parameters,
      `^(${when})$`,
      ...Array.from({ length: texts }, () => text.parameters).flat(),
    ]),
  };
}

/** SQL of a number in cents. A power of ten is exact; a DECIMAL holds 30 digits after the point, which is more than any amount has. */
function scaledBy(scale: Scale | null): (number: string) => string {
  return (number) => {
    if (scale === null) return `round(cast(${number} as decimal(65, 30)), 2)`;
    const moved = `round(cast(${number} as decimal(65, 30)) * ${Number(`1e${scale.digits}`).toFixed(Math.max(0, -scale.digits))}, 2)`;
    return scale.negative ? `-${moved}` : moved;
  };
}

/** SQL, BOOL: landing gets a value for the column of a key, NULL being none. */
function hasValue(table: DescribedTable, mapped: MappedColumn): Condition {
  const sources = sourcesOf(table, mapped).map(({ read }) => read);
  const { origin, split } = mapped;
  if (origin.kind === 'constant') return { sql: 'true', parameters: [] };
  if (split) {
    // Something is between the separators only if there are enough of them.
    const whole = origin.kind === 'coalesce' ? firstOf(sources) : `concat(${joinedParts(table, mapped)})`;
    const enough = `char_length(${whole}) - char_length(replace(${whole}, ?, '')) >= ?`;
    return { sql: enough, parameters: [split.by, (split.part - 1) * [...split.by].length] };
  }
  if (origin.kind === 'coalesce') return { sql: `${firstOf(sources)} is not null`, parameters: [] };
  return { sql: `(${sources.map((read) => `${read} is not null`).join(' and ')})`, parameters: [] };
}

const firstOf = (reads: readonly string[]) =>
  `coalesce(${reads.map((read) => `case when trim(${read}) <> '' then ${read} end`).join(', ')})`;

/** The parts of a text in the order in which the mapping joins them. */
function joinedParts(table: DescribedTable, mapped: MappedColumn): string {
  const { origin } = mapped;
  const readOf = (name: string) => table.sources[placeAmong(table.sources, name)]?.read ?? 'null';
  if (origin.kind !== 'concat')
    return sourcesOf(table, mapped)
      .map(({ read }) => read)
      .join(', ');
  return origin.parts.map((part) => ('column' in part ? readOf(part.column) : textLiteral(part.text))).join(', ');
}

function withoutPrefix(text: string, prefix: string): Condition {
  const { length } = [...prefix];
  return {
    sql: `if(binary left(${text}, ?) = binary ?, substr(${text}, ?), ${text})`,
    parameters: [length, prefix, length + 1],
  };
}
