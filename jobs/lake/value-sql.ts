import type { LogicalType } from '../../model/types';

/** SQL of types and texts of values that every engine writes in its own way, with one result. */
export interface ValueSql {
  /**
   * Fails on a value that is not of the type. Text of a timestamp needs its offset (`+00:00`).
   * To STRING only from STRING, INT64 and BOOL: engines write the rest differently, see `dateText` and `timestampText`.
   */
  cast(expression: string, to: LogicalType): string;
  /** ISO text: `YYYY-MM-DD`. */
  dateText(date: string): string;
  /** `YYYY-MM-DD HH:MM:SS.ffffff`. */
  timestampText(timestamp: string): string;
  /** Text of a NUMERIC with exactly 9 decimals, the same digits in every engine. */
  decimalText(numeric: string): string;
  /** Aggregate: text of the sum of the numbers that the first 15 digits of hexadecimal hashes are. Exact, whatever the order. */
  hashSum(hash: string): string;
}

/** Types as DuckDB names them. */
export const DUCKDB_TYPES: Readonly<Record<LogicalType, string>> = {
  STRING: 'varchar',
  INT64: 'bigint',
  // Without precision DuckDB means (18, 3).
  NUMERIC: 'decimal(38, 9)',
  DATE: 'date',
  // Without a zone, always UTC: nothing depends on the time zone of the session.
  TIMESTAMP: 'timestamp',
  BOOL: 'boolean',
};

const cast = (expression: string, to: LogicalType) => `cast(${expression} as ${DUCKDB_TYPES[to]})`;

/** As DuckDB writes them: the engine that lands rows, and that of the local warehouse. */
export const DUCKDB_VALUES: ValueSql = {
  cast,
  dateText: (date) => `strftime(${date}, '%Y-%m-%d')`,
  timestampText: (timestamp) => `strftime(${timestamp}, '%Y-%m-%d %H:%M:%S.%f')`,
  // A machine word, where the number fits it, is written many times faster than a wide decimal.
  decimalText: (numeric) =>
    `coalesce(cast(try_cast(${numeric} as decimal(18, 9)) as varchar), cast(${cast(numeric, 'NUMERIC')} as varchar))`,
  hashSum: (hash) => `cast(sum(cast('0x' || substr(${hash}, 1, 15) as bigint)) as varchar)`,
};
