import type { Scale } from '../../model/mapping/scale';
import type { Column } from '../../model/types';
import { ACCOUNTING_ZERO, PLAIN_NUMBER, WRITTEN_AMOUNT } from './amount-spellings';
import { type DateOrder, dayOf, inRange, momentOf } from './date-values';
import { literal } from './sql-text';

const NUMERIC = 'decimal(38,9)';
/** Digits that a decimal can have. */
const WIDEST = 38;
/** The widest decimal that is a machine word: DuckDB reads text into it 100 times faster than into a wider one. */
const WORD = 18;

const matches = (text: string, pattern: string) => `regexp_full_match(${text}, '${pattern}')`;

/** Decimals of a number: an amount of money has cents. */
const placesOf = ({ unit }: Pick<Column, 'unit'>) => (unit === 'usd' ? 2 : 9);

/**
 * SQL (DuckDB) of a number that fits a machine word, with the decimals of its column; NULL where it does not, or the text is not a number.
 * Most do, and their texts are made in a fraction of the time.
 */
export function narrowNumber(column: Pick<Column, 'unit'>, text: string, scale: Scale | null): string {
  return numeric(text, scale, `decimal(${WORD},${placesOf(column)})`);
}

/** SQL (DuckDB) of a column's number, whatever its size. @param narrow SQL of `narrowNumber(...)`. */
export function wholeNumber(column: Pick<Column, 'unit'>, narrow: string, text: string, scale: Scale | null): string {
  const wide = numeric(text, scale, `decimal(${WIDEST},${placesOf(column)})`);
  return `coalesce(cast(${narrow} as ${NUMERIC}), try_cast(${wide} as ${NUMERIC}))`;
}

/** Text goes straight to a decimal of the wanted scale, which rounds once, half away from zero: by way of 9 decimals 0.0049999999996 would be a cent. */
function numeric(text: string, moved: Scale | null, type: string): string {
  const decimal = (of: string) => `try_cast(${of} as ${type})`;
  const sign = `case when contains(${text}, '-') or contains(${text}, '(') then '-' else '' end`;
  // The patterns reject texts that DuckDB reads and no sender means as numbers: 1_000, nan.
  const value = `case
    when ${matches(text, PLAIN_NUMBER)} then ${decimal(moved ? movedPoint(text, moved.digits) : text)}
    when ${matches(text, ACCOUNTING_ZERO)} then cast(0 as ${type})
    when ${matches(text, WRITTEN_AMOUNT)} then ${decimal(`(${sign} || regexp_replace(${text}, '[^0-9.]', '', 'g')${moved ? ` || 'e${moved.digits}'` : ''})`)}
  end`;
  return moved?.negative ? `-(${value})` : value;
}

/** The text of a plain number with its point moved to the right: the engine rounds what it reads once, as without a scale. */
function movedPoint(text: string, digits: number): string {
  const exponent = `coalesce(nullif(regexp_extract(${text}, '[eE]([-+]?[0-9]+)', 1), ''), '0')`;
  // No value where the exponent does not fit: a number with it is larger than any amount.
  return `(regexp_extract(trim(${text}), '^[^eE]*') || 'e' || (cast(try_cast(${exponent} as integer) as bigint) + ${digits}))`;
}

/**
 * SQL (DuckDB) of a column's value from its text; NULL where the text is not of the type.
 * NUMERIC is decimal(38,9), an amount of money in whole cents; TIMESTAMP has no zone and is in UTC.
 * @param order of day and month between slashes. @default month_first
 * @param more what the mapping says of numbers and times: a scale, and the zone of a clock that does not say its own. @default neither
 */
export function typedValue(
  column: Pick<Column, 'type' | 'unit'>,
  text: string,
  order: DateOrder = 'month_first',
  more: { readonly scale: Scale | null; readonly zone: string | null } = { scale: null, zone: null },
): string {
  switch (column.type) {
    case 'STRING':
      return text;
    case 'NUMERIC':
      return wholeNumber(column, narrowNumber(column, text, more.scale), text, more.scale);
    case 'INT64':
      return `case when ${matches(text, String.raw`\s*[-+]?[0-9]+\s*`)} then try_cast(${text} as bigint) end`;
    case 'BOOL':
      return `case when lower(trim(${text})) in ('1', 'true') then true when lower(trim(${text})) in ('0', 'false') then false end`;
    case 'DATE':
      return dayOf(text, order);
    case 'TIMESTAMP':
      return more.zone === null ? momentOf(text, order) : momentInZone(text, order, more.zone);
  }
}

/** A time that says its offset keeps it; any other is one of the zone's clock. In an hour that the clock repeats, the later one is meant. */
function momentInZone(text: string, order: DateOrder, zone: string): string {
  const moment = momentOf(text, order);
  const local = `timezone('UTC', timezone(${literal(zone)}, ${moment}))`;
  return `case when ${matches(text, String.raw`.*:.*([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[-+]\d\d(:?\d\d)?)\s*`)} then ${moment} else ${inRange(local)} end`;
}

/**
 * SQL of a typed value as text, the same for equal values: what a row's hash sees. A number has the decimals of its column.
 * @param narrow SQL of `narrowNumber(...)`, for a number.
 */
export function hashText(column: Pick<Column, 'type' | 'unit'>, value: string, narrow: string): string {
  switch (column.type) {
    case 'STRING':
      return value;
    case 'TIMESTAMP':
      return `strftime(${value}, '%Y-%m-%d %H:%M:%S.%f')`;
    case 'NUMERIC':
      return `coalesce(cast(${narrow} as varchar), cast(cast(${value} as decimal(${WIDEST},${placesOf(column)})) as varchar))`;
    default:
      return `cast(${value} as varchar)`;
  }
}
