import { literal } from './sql-text';

/** How texts of a DATE column become days. */
export interface DayReading {
  /** The environment's time zone, e.g. `America/Chicago`: an instant has a day only there. */
  readonly timeZone: string;
  /** Columns of the model whose source holds instants and writes them in UTC without saying so: TIMESTAMP in MySQL. */
  readonly instants: readonly string[];
}

const TIME = String.raw`\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?`;
/** `Z`, `UTC`, `+00:00`, `-0600` or `-06`, with or without a blank before it. */
const OFFSET = String.raw`\s?(Z|UTC|GMT|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)`;

/**
 * SQL (DuckDB) of the text of a day. A time with an offset is an instant and becomes its day in the environment's zone, `YYYY-MM-DD`; so is
 * every time of a column in `instants`. All other texts stay: a date, or a local time, says its day itself.
 */
export function dayText(text: string, column: string, { timeZone, instants }: DayReading): string {
  const isInstant = instants.includes(column);
  const pattern = `${TIME}(${OFFSET})${isInstant ? '?' : ''}`;
  const withOffset = `regexp_replace(${text}, '\\s?(Z|UTC|GMT)$', '+00')`;
  const stated = isInstant
    ? `case when regexp_full_match(${text}, '${TIME}') then ${text} || '+00' else ${withOffset} end`
    : withOffset;
  // DuckDB wants seconds before an offset, and no blank.
  const instant = `try_cast(regexp_replace(regexp_replace(${stated}, '\\s([+-])', '\\1'), '^(.{16})([+-])', '\\1:00\\2') as timestamptz)`;
  const day = `strftime(timezone(${literal(timeZone)}, ${instant}), '%Y-%m-%d')`;
  return `case when strlen(${text}) > 10 and regexp_full_match(${text}, '${pattern}') then coalesce(${day}, ${text}) else ${text} end`;
}
