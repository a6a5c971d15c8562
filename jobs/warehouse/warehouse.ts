import type { LogicalType, TableDefinition } from '../../model/types';
import type { ObjectStore } from '../lake/object-store';
import type { Dialect } from './dialect';

/** A value bound to a statement. NUMERIC, DATE and TIMESTAMP travel as text, so that no digit is lost. */
export interface Parameter {
  readonly type: LogicalType;
  readonly value: string | number | boolean | null;
}

/** SQL with named parameters, written as the dialect's `parameter(name)`. */
export interface Statement {
  /** Stable name, for logs, golden files and errors; never a row value. */
  readonly name: string;
  readonly sql: string;
  readonly parameters?: Readonly<Record<string, Parameter>>;
}

/**
 * A row as every engine returns it: STRING, BOOL as such; INT64 as a number; NUMERIC as decimal text without trailing zeros (`988.3`, `12`);
 * DATE as `YYYY-MM-DD`; TIMESTAMP as `YYYY-MM-DD HH:MM:SS.ffffff` in UTC.
 */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Parquet objects to load into a staging table. */
export interface ParquetLoad {
  readonly store: ObjectStore;
  readonly keys: readonly string[];
  /** It is created if it is missing, and emptied first. Without keys it stays empty. */
  readonly into: TableDefinition;
}

/**
 * The warehouse. Implementations: BigQuery and DuckDB; `warehouse.contract.engine.test.ts` holds both to the same behaviour.
 * @throws JobError `WAREHOUSE_*`, naming the statement, never its values.
 */
export interface Warehouse {
  readonly dialect: Dialect;
  /** Creates datasets and tables that are not there, and adds columns that the model gained. Existing rows stay. */
  createTables(tables: readonly TableDefinition[]): Promise<void>;
  query(statement: Statement): Promise<Row[]>;
  /** All or nothing, in one transaction, in order. */
  executeAtomically(statements: readonly Statement[]): Promise<void>;
  /** Returns the rows loaded. */
  loadParquet(load: ParquetLoad): Promise<number>;
  /**
   * Gives up the work that runs and the work that waits, which fails with `RUN_INTERRUPTED` and leaves nothing half done; then executes
   * the statements in one transaction. Nothing is executed after it: the process ends.
   */
  endWith(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}
