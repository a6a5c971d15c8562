import { decimalText, timestampText } from '../../lake/row-text';
import type { Row } from '../warehouse';

/** A row as the client returns it with `wrapIntegers`. @throws RangeError for an integer that a number cannot hold exactly. */
export function rowOf(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)]));
}

function cell(value: unknown): Row[string] {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  // Recognize the client's classes by name: importing them would load the client with this file.
  switch (value.constructor?.name) {
    case 'BigQueryInt':
      return exactNumber(String((value as { value: string }).value));
    case 'Big':
      return decimalText((value as { toFixed(): string }).toFixed());
    case 'BigQueryTimestamp':
      return timestampText((value as { value: string }).value);
    case 'BigQueryDate':
      return (value as { value: string }).value;
    default:
      return JSON.stringify(value);
  }
}

function exactNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError('an integer beyond 2^53 does not fit a number');
  return number;
}
