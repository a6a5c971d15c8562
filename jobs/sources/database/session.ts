import type { CanonicalRows } from '../../lake/canonical-text';

/** A column as the server describes it. */
export interface ServerColumn {
  readonly name: string;
  /** Lower-case data type, by the server's own name. */
  readonly dataType: string;
  /** It holds no texts, or texts of UTF-8. @default unknown */
  readonly isUtf8?: boolean;
}

/** A table or view that the user may read. */
export interface ServerTable {
  /** The server's own name of it. */
  readonly name: string;
  /** SQL that selects from it. */
  readonly sql: string;
  /** Those that the user may read. */
  readonly columns: readonly ServerColumn[];
}

/** One connection to a database, for one snapshot. Everything it reads is text, exactly as the server writes it. */
export interface DatabaseSession {
  /**
   * Begins a read-only transaction that sees one moment.
   * @returns the server's clock at it, UTC, `YYYY-MM-DD HH:MM:SS.ffffff`
   * @throws JobError `SOURCE_*`, as all of these
   */
  begin(): Promise<string>;
  /** null: there is no such table, or the user may not read it. */
  table(name: string): Promise<ServerTable | null>;
  /** Columns of a query of the mapping. */
  queryColumns(query: string): Promise<readonly ServerColumn[]>;
  /**
   * Asks the server how it would read the rows, without reading them.
   * @param rows what to select from
   * @param written the mapping's own text in it
   */
  explain(rows: string, written: string): Promise<void>;
  /** The first row of a query; [] where it has none. */
  row(sql: string): Promise<readonly (string | null)[]>;
  /** All rows of a query that has few. */
  all(sql: string): Promise<readonly (readonly (string | null)[])[]>;
  /** Whether an index of the table begins with the column, so that rows come in its order without being sorted. Names as the server has them. */
  isOrderedBy(table: string, column: string): Promise<boolean>;
  /**
   * Rows of a query, as fast as they are taken. One query at a time.
   * @param emptyFields fields without a value at the end of each row: a database has no line numbers
   * @param where database and table, for messages
   */
  rows(sql: string, emptyFields: number, where: string): CanonicalRows;
  /** Bytes that the server has sent so far. */
  bytesRead(): number;
  /** Ends it at once, also in the middle of a result: pending calls fail with `SOURCE_CONNECTION_LOST`. */
  close(): void;
}
