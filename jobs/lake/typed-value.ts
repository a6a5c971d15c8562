import type { MappedColumn } from '../../model/mapping';

/** SQL (DuckDB) that turns one column's text into its type. */
export interface TypedValue {
  /** The text that is typed: prefix taken off, zeros put back, blanks of a code taken off. */
  readonly text: string;
  /** The value; NULL where the text is not of the type. */
  readonly value: (text: string) => string;
  /** The value as text, the same for equal values: what the row's hash sees. */
  readonly hashText: (value: string) => string;
}

/** Every digit of a cent counts: text goes straight to a decimal of the wanted scale, which rounds once, half away from zero. */
const CENTS = 'decimal(31,2)';
const NUMERIC = 'decimal(38,9)';
const PLAIN_NUMBER = String.raw`\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*`;
const AMOUNT_WITH_SIGNS = String.raw`\s*[-+]?\$?\s*[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]*)?\s*`;
const DATE_TIME = String.raw`\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?Z?`;
const US_DATE = String.raw`\d{1,2}/\d{1,2}/\d{4}`;
/** BigQuery's range, which is the narrower one. */
const FIRST_DAY = `date '0001-01-01'`;
const LAST_DAY = `date '9999-12-31'`;

const matches = (text: string, pattern: string) => `regexp_full_match(${text}, '${pattern}')`;

function numeric(text: string, type: string): string {
  // The pattern keeps out what DuckDB reads and nobody means: 1_000, nan.
  return `try_cast(case
    when ${matches(text, PLAIN_NUMBER)} then try_cast(${text} as ${type})
    when ${matches(text, AMOUNT_WITH_SIGNS)} then try_cast(regexp_replace(${text}, '[$,\\s]', '', 'g') as ${type})
  end as ${NUMERIC})`;
}

/** ISO dates, checked by writing them back: DuckDB alone also reads 2024-1-5, infinity and years before Christ. */
function isoDate(text: string): string {
  return `case when try_cast(${text} as date)::varchar = ${text} and try_cast(${text} as date) between ${FIRST_DAY} and ${LAST_DAY} then try_cast(${text} as date) end`;
}

function usDate(text: string): string {
  return `case when ${matches(text, US_DATE)} then try_strptime(${text}, '%m/%d/%Y') end`;
}

/** Offsets are refused: DuckDB would drop `+05:00` without converting. */
function dateTime(text: string): string {
  return `case when ${matches(text, DATE_TIME)} and left(${text}, 4) <> '0000' then try_cast(rtrim(${text}, 'Z') as timestamp) end`;
}

function value(column: MappedColumn['column'], text: string): string {
  switch (column.type) {
    case 'STRING':
      return text;
    case 'NUMERIC':
      return numeric(text, column.unit === 'usd' ? CENTS : NUMERIC);
    case 'INT64':
      return `case when ${matches(text, String.raw`\s*[-+]?[0-9]+\s*`)} then try_cast(${text} as bigint) end`;
    case 'BOOL':
      return `case when lower(trim(${text})) in ('1', 'true') then true when lower(trim(${text})) in ('0', 'false') then false end`;
    case 'DATE':
      return `coalesce(${isoDate(text)}, cast(${dateTime(text)} as date), cast(${usDate(text)} as date))`;
    case 'TIMESTAMP':
      return `coalesce(cast(${isoDate(text)} as timestamp), ${dateTime(text)}, ${usDate(text)})`;
  }
}

/**
 * How a column's text is read. STRING is kept exactly, but for the mapping's prefix, the model's leading zeros and, with `trim`, blanks around it.
 * @param original SQL expression of the text as the source gave it.
 * @param trim for codes that identify a row of a file: spreadsheets pad them.
 */
export function typedValue(mapped: MappedColumn, original: string, trim: boolean): TypedValue {
  const { column, stripPrefix } = mapped;
  let text = trim ? `trim(${original})` : original;
  if (stripPrefix !== '') {
    const literal = `'${stripPrefix.replaceAll("'", "''")}'`;
    text = `case when starts_with(${text}, ${literal}) then substr(${text}, ${[...stripPrefix].length + 1}) else ${text} end`;
  }
  if (column.padTo !== undefined) {
    text = `case when strlen(${text}) < ${column.padTo} and ${matches(text, '[0-9]+')} then lpad(${text}, ${column.padTo}, '0') else ${text} end`;
  }
  return {
    text,
    value: (typed) => value(column, typed),
    hashText: (typed) => {
      if (column.type === 'STRING') return typed;
      return column.type === 'TIMESTAMP' ? `strftime(${typed}, '%Y-%m-%d %H:%M:%S.%f')` : `cast(${typed} as varchar)`;
    },
  };
}
