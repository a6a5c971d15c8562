import { type MappedColumn, placeAmong } from '../../../model/mapping/mapped-columns';
import type { Scale } from '../../../model/mapping/scale';
import type { Entity } from '../../../model/types';
import { ACCOUNTING_ZERO, PLAIN_NUMBER, WRITTEN_AMOUNT } from '../../lake/amount-spellings';
import type { SourceTotals } from '../../lake/manifest';
import { sourcesOf } from './describe';
import type { DescribedTable } from './described-table';
import type { AmountSql, DatabaseDialect } from './dialect';
import type { DatabaseSession } from './session';

/** Larger amounts do not fit NUMERIC, so bronze has none. */
const LIMIT = '1e29';
/** What is taken out of a written amount, in capital letters, so that its digits and point are left. */
const MARKS = ['U', 'S', 'D', '$', ',', ' ', '(', ')', '-', '+'];

/** The totals of a whole table, added up by the database, in the transaction that the session is in. @throws JobError `SOURCE_*` */
export async function readTotals(
  session: DatabaseSession,
  table: DescribedTable,
  entity: Entity,
  dialect: DatabaseDialect,
): Promise<SourceTotals> {
  const money = table.mapped.flatMap((mapped) => {
    const sql = mapped.column.unit === 'usd' ? amount(table, mapped, dialect) : null;
    return sql ? [{ column: mapped.column, sql }] : [];
  });
  const counted = table.mapped
    .filter(({ column }) => entity.key.includes(column.name))
    .map((mapped) => hasValue(table, mapped, dialect))
    .join(' and ');
  const sums = money.map(({ sql }) =>
    dialect.amounts.text(`round(coalesce(sum(case when abs(${sql}) < ${LIMIT} then ${sql} end), 0), 2)`),
  );
  const [rows, ...totals] = await session.row(
    `select ${[`count(case when ${counted} then 1 end)`, ...sums].join(', ')} from ${table.table}`,
  );
  return {
    rows: Number(rows),
    sums: Object.fromEntries(money.map(({ column }, index) => [column.name, String(totals[index])])),
  };
}

/**
 * SQL of a column as a number in whole cents, rounded half away from zero, from the text that the server would show. A scale moves
 * the point before that. null: no source column has it, so that nobody can add it up.
 */
function amount(table: DescribedTable, mapped: MappedColumn, { amounts, literal }: DatabaseDialect): string | null {
  const { origin, trim, stripPrefix } = mapped;
  if (origin.kind === 'constant') return amounts.cents(literal(origin.text));
  const [source] = sourcesOf(table, mapped);
  if (!source || source.dataType === null) return null;
  const scaled = scaledBy(mapped.scale, amounts);
  if (amounts.numbers.includes(source.dataType)) return mapped.scale ? scaled(source.read) : amounts.cents(source.read);
  const read = trim ? `trim(${source.read})` : source.read;
  const text = stripPrefix === '' ? read : amounts.withoutPrefix(read, stripPrefix);
  const digits = MARKS.reduce((sql, mark) => `replace(${sql}, '${mark}', '')`, `upper(${text})`);
  const signed = `case when ${text} like '%-%' or ${text} like '%(%' then -${scaled(digits)} else ${scaled(digits)} end`;
  const cases = [
    { when: PLAIN_NUMBER, cents: scaled(text) },
    { when: ACCOUNTING_ZERO, cents: '0' },
    { when: WRITTEN_AMOUNT, cents: signed },
  ];
  return `(case ${cases.map(({ when, cents }) => `when ${amounts.matches(text, when)} then ${cents}`).join(' ')} end)`;
}

/** SQL of a number in cents. A power of ten is exact. */
function scaledBy(scale: Scale | null, { decimal }: AmountSql): (number: string) => string {
  return (number) => {
    if (scale === null) return `round(${decimal(number)}, 2)`;
    const moved = `round(${decimal(number)} * ${Number(`1e${scale.digits}`).toFixed(Math.max(0, -scale.digits))}, 2)`;
    return scale.negative ? `(-${moved})` : moved;
  };
}

/** SQL, BOOL: landing gets a value for the column of a key, NULL being none. */
function hasValue(table: DescribedTable, mapped: MappedColumn, { amounts, literal }: DatabaseDialect): string {
  const sources = sourcesOf(table, mapped).map(({ read }) => read);
  const { origin, split } = mapped;
  if (origin.kind === 'constant') return 'true';
  if (split) {
    // Something is between the separators only if there are enough of them.
    const whole = origin.kind === 'coalesce' ? firstOf(sources) : amounts.joined(joinedParts(table, mapped, literal));
    const enough = (split.part - 1) * [...split.by].length;
    return `char_length(${whole}) - char_length(replace(${whole}, ${literal(split.by)}, '')) >= ${enough}`;
  }
  if (origin.kind === 'coalesce') return `${firstOf(sources)} is not null`;
  return `(${sources.map((read) => `${read} is not null`).join(' and ')})`;
}

const firstOf = (reads: readonly string[]) =>
  `coalesce(${reads.map((read) => `case when trim(${read}) <> '' then ${read} end`).join(', ')})`;

/** The parts of a text in the order in which the mapping joins them. */
export function joinedParts(
  table: DescribedTable,
  mapped: MappedColumn,
  literal: DatabaseDialect['literal'],
): string[] {
  const { origin } = mapped;
  const readOf = (name: string) => table.sources[placeAmong(table.sources, name)]?.read ?? 'null';
  if (origin.kind !== 'concat') return sourcesOf(table, mapped).map(({ read }) => read);
  return origin.parts.map((part) => ('column' in part ? readOf(part.column) : literal(part.text)));
}
