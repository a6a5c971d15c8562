import type { LogicalType, TableDefinition } from '../../model/types';
import type { ValueSql } from '../lake/value-sql';

/**
 * SQL that DuckDB and BigQuery spell differently; what both accept is written once, in `jobs/transform/`.
 * Arguments called `expression`, `date`, `text`... are SQL expressions of that type, and so is what comes back.
 */
export interface Dialect extends ValueSql {
  readonly name: 'duckdb' | 'bigquery';
  /** A quoted identifier. */
  identifier(name: string): string;
  /** A quoted `dataset.table`. */
  table(of: Pick<TableDefinition, 'dataset' | 'name'>): string;
  /** The engine's name of a type. NUMERIC keeps at least 29 digits before and 9 behind the point in BigQuery, 29 and 9 in DuckDB. */
  type(logical: LogicalType): string;
  /** A string literal. */
  text(value: string): string;
  /** `$name` or `@name`; it stands where an expression may, so not behind LIMIT. */
  parameter(name: string): string;
  /** Whole days from `from` to `to`, negative if `to` is earlier. */
  daysBetween(from: string, to: string): string;
  /** `days` is a SQL integer. */
  addDays(date: string, days: string): string;
  /** First day of the date's month. */
  monthStart(date: string): string;
  /** Last day of the date's month. */
  monthEnd(date: string): string;
  /** Midnight UTC at the start of the date. */
  startOfDay(date: string): string;
  /** UTC date of a timestamp. */
  dateOf(timestamp: string): string;
  now(): string;
  /** DATE or TIMESTAMP literal; the text is `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS.ffffff`, always UTC. */
  dateLiteral(value: string): string;
  timestampLiteral(value: string): string;
  /** Text of a value, the same for equal values within one engine; NULL stays NULL. Engines may write the same number differently. */
  valueText(value: string, type: LogicalType): string;
  /** Lower-case hexadecimal SHA-256 of a text. */
  sha256(text: string): string;
  /** BOOL: whether the RE2 pattern (a plain string, not SQL) occurs in the text. */
  matches(text: string, pattern: string): string;
  /** The text with every occurrence of the RE2 pattern replaced. Pattern and replacement are plain strings; the replacement has no backslash. */
  replaceAll(text: string, pattern: string, by: string): string;
  /** numerator / denominator as NUMERIC with 6 decimals, NULL when the denominator is 0 or NULL. Same digits in every engine. */
  ratio(numerator: string, denominator: string): string;
  /** NUMERIC rounded half away from zero. */
  round(numeric: string, decimals: number): string;
  /** A table expression with one DATE column `day`, from `from` to `to` inclusive. */
  days(from: string, to: string): string;
  /** Texts joined by commas in order, NULL when there are none: `string_agg`. The BigQuery emulator fails on none. */
  joinTexts(text: string, orderBy: string): string;
  createDataset(dataset: string): string;
  /** `create table if not exists` with partitioning and clustering where the engine has them; staging tables require no column. */
  createTable(table: TableDefinition): string;
  addColumn(table: Pick<TableDefinition, 'dataset' | 'name'>, column: string, type: LogicalType): string;
}
