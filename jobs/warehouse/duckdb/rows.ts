import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBResultReader,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { decimalText, timestampText } from '../../lake/row-text';
import type { Row } from '../warehouse';

/** A result as `Row`s. @throws RangeError for an integer that a number cannot hold exactly. */
export function rowsOf(reader: DuckDBResultReader): Row[] {
  const names = reader.deduplicatedColumnNames();
  // Not by assignment: a column may be called `__proto__`.
  return reader
    .getRows()
    .map((values) => Object.fromEntries(names.map((name, index) => [name, cell(values[index] ?? null)])));
}

/** A value as `Row`s have it; a number that JSON cannot say, such as NaN, as its text. */
export function cell(value: DuckDBValue): Row[string] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return exactNumber(value);
  if (value instanceof DuckDBDecimalValue) return decimalText(value.toString());
  if (value instanceof DuckDBDateValue) return value.toString();
  // The engine's own text of a timestamp drops trailing zeros, and for one with a zone follows the session.
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return timestampText(new DuckDBTimestampValue(value.micros).toString());
  }
  return String(value);
}

function exactNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError('an integer beyond 2^53 does not fit a number');
  return number;
}
