import type { MappedColumn } from '../../model/mapping/mapped-columns';
import type { Column, LogicalType } from '../../model/types';
import { ACCOUNTING_ZERO, PLAIN_NUMBER, WRITTEN_AMOUNT } from './amount-spellings';
import { type DateOrder, dayOf, momentOf } from './date-values';

const NUMERIC = 'decimal(38,9)';
/** Digits that a decimal can have. */
const WIDEST = 38;
/** The widest decimal that is a machine word: DuckDB reads text into it 100 times faster than into a wider one. */
const WORD = 18;

const matches = (text: string, pattern: string) => `regexp_full_match(${text}, '${pattern}')`;

/** Text goes straight to a decimal of the wanted scale, which rounds once, half away from zero: by way of 9 decimals 0.0049999999996 would be a cent. */
function numeric(text: string, scale: number): string {
  const decimal = (of: string) =>
    `coalesce(cast(try_cast(${of} as decimal(${WORD},${scale})) as ${NUMERIC}), try_cast(try_cast(${of} as decimal(${WIDEST},${scale})) as ${NUMERIC}))`;
  const sign = `case when contains(${text}, '-') or contains(${text}, '(') then '-' else '' end`;
  // The patterns reject texts that DuckDB reads and no sender means as numbers: 1_000, nan.
  return `case
    when ${matches(text, PLAIN_NUMBER)} then ${decimal(text)}
    when ${matches(text, ACCOUNTING_ZERO)} then 0
    when ${matches(text, WRITTEN_AMOUNT)} then ${decimal(`(${sign} || regexp_replace(${text}, '[^0-9.]', '', 'g'))`)}
  end`;
}

/**
 * SQL (DuckDB) of a column's value from its text; NULL where the text is not of the type.
 * NUMERIC is decimal(38,9), an amount of money in whole cents; TIMESTAMP has no zone and is in UTC.
 * @param order of day and month between slashes. @default month_first
 */
export function typedValue(
  column: Pick<Column, 'type' | 'unit'>,
  text: string,
  order: DateOrder = 'month_first',
): string {
  switch (column.type) {
    case 'STRING':
      return text;
    case 'NUMERIC':
      return numeric(text, column.unit === 'usd' ? 2 : 9);
    case 'INT64':
      return `case when ${matches(text, String.raw`\s*[-+]?[0-9]+\s*`)} then try_cast(${text} as bigint) end`;
    case 'BOOL':
      return `case when lower(trim(${text})) in ('1', 'true') then true when lower(trim(${text})) in ('0', 'false') then false end`;
    case 'DATE':
      return dayOf(text, order);
    case 'TIMESTAMP':
      return momentOf(text, order);
  }
}

/**
 * SQL of the text that is typed. It is the source's text without the mapping's prefix, with the model's leading zeros and, with `trim`,
 * without blanks around it.
 * @param original SQL expression of the text as the source gave it.
 * @param trim for codes that identify a row of a file: spreadsheets pad them.
 */
export function typedText({ column, stripPrefix }: MappedColumn, original: string, trim: boolean): string {
  let text = trim ? `trim(${original})` : original;
  if (stripPrefix !== '') {
    const prefix = `'${stripPrefix.replaceAll("'", "''")}'`;
    text = `case when starts_with(${text}, ${prefix}) then substr(${text}, ${[...stripPrefix].length + 1}) else ${text} end`;
  }
  if (column.padTo !== undefined) {
    text = `case when strlen(${text}) < ${column.padTo} and ${matches(text, '[0-9]+')} then lpad(${text}, ${column.padTo}, '0') else ${text} end`;
  }
  return text;
}

/** SQL of a typed value as text, the same for equal values: what a row's hash sees. */
export function hashText(type: LogicalType, value: string): string {
  if (type === 'STRING') return value;
  return type === 'TIMESTAMP' ? `strftime(${value}, '%Y-%m-%d %H:%M:%S.%f')` : `cast(${value} as varchar)`;
}
