import type { TableDefinition } from '../../model/types';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?$/;

function checked(value: string, pattern: RegExp, what: string): string {
  // What is refused is a mistake in a program, and may yet be a row value: it is not shown.
  if (!pattern.test(value)) throw new Error(`not ${what}`);
  return value;
}

/** A parameter's name: letters, digits, `_`. @throws Error if it is anything else. */
export const checkedName = (name: string) => checked(name, NAME, 'a parameter name of letters, digits and _');

/** @throws Error if the text is not `YYYY-MM-DD`. */
export const checkedDate = (value: string) => checked(value, DATE, 'a date as YYYY-MM-DD');

/** @throws Error if the text is not `YYYY-MM-DD HH:MM:SS`, with up to six decimals or none. */
export const checkedTimestamp = (value: string) =>
  checked(value, TIMESTAMP, 'a timestamp as YYYY-MM-DD HH:MM:SS.ffffff');

/**
 * Columns that the engine itself holds to NOT NULL.
 * None in staging: the columns of a parquet file may all be NULL, and BigQuery refuses to load such a column into a required one.
 */
export function requiredColumns(table: Pick<TableDefinition, 'layer' | 'columns'>): ReadonlySet<string> {
  if (table.layer === 'staging') return new Set();
  return new Set(table.columns.filter((column) => column.required).map((column) => column.name));
}
