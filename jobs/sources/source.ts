import type { Entity } from '../../model/types';
import type { CanonicalRows } from '../lake/canonical-text';
import type { HashedRow, RowSums } from '../lake/hashed-rows';
import type { SourceTotals } from '../lake/manifest';
import type { SourceKeys } from '../lake/scanned-content';

/** Which rows of a table to read. Cursor values are the source's exact text. */
export interface Window {
  /** Highest cursor already loaded; null: read everything. Rows at the watermark itself are read again: more may have come with it. */
  readonly watermark: string | null;
  /** Read again rows up to this much older than the watermark, in seconds. */
  readonly lookbackSeconds: number;
  /** Leave rows above this cursor for a later run; null: no bound. */
  readonly until: string | null;
}

/** What a database says of its rows' hashes, which it computes itself: no row leaves it. */
export interface DatabaseProof {
  /** Columns of the model that it cannot write as landing types them: then it proves nothing. */
  readonly unwritten: readonly string[];
  /**
   * By chunk, the first digits of keys' hashes: what the rows with a key come to. Statement by statement, each over a range of keys.
   * @param onRows rows gone through so far
   */
  sums(digits: number, onRows: (rows: number) => void): Promise<ReadonlyMap<string, RowSums>>;
  /** The rows in these chunks. */
  ofChunks(chunks: readonly string[]): Promise<readonly HashedRow[]>;
}

/** One consistent, read-only view of one table of a source. */
export interface Snapshot {
  /** The source's clock when the view was taken, UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
  readonly takenAt: string;
  /** The highest cursor in the view (within `until`), as exact text; null: no rows or no cursor. */
  readonly watermark: string | null;
  /** Columns of the model that the source holds as instants and writes in UTC; their days are those of the environment's zone. */
  readonly instants: readonly string[];
  /** Columns of the model that the source does not have: their fields are NULL in every row. */
  readonly absent: readonly string[];
  rows(): CanonicalRows;
  /** The rows with these keys, as the source wrote them, whatever the window. The source compares them as it compares its own keys. */
  rowsOf(keys: AsyncIterable<SourceKeys>): CanonicalRows;
  /** Canonical rows of `keySources(...)` only, of every row in the view; null: the source was not asked, or cannot report its keys (files). */
  keys(): CanonicalRows | null;
  /**
   * Totals of the whole table, whatever the window; null: a full scan is not wanted (`keyScan`), or `until` leaves rows out,
   * so that the warehouse cannot have them all.
   */
  totals(): Promise<SourceTotals | null>;
  /** null: it is a folder. @param timeZone the environment's */
  proof(timeZone: string): DatabaseProof | null;
}

/** What reading a table asked of its database. */
export interface SourceUse {
  /** Time of the longest statement, its rows included, in milliseconds. */
  readonly longestStatement: number;
  /** Bytes that the server sent. */
  readonly bytes: number;
  /** How old the oldest snapshot was when it was given up, in milliseconds: the server keeps what others change for as long. */
  readonly snapshotAge: number;
}

/** A database with tables. Implementations: MySQL, and a folder of CSV extracts in its place. */
export interface TableSource {
  /**
   * Checks that table and columns are there, opens a snapshot, hands it to `work`, and closes it, also after a failure.
   * @throws JobError `SOURCE_*`
   */
  snapshot<Result>(entity: Entity, window: Window, work: (snapshot: Snapshot) => Promise<Result>): Promise<Result>;
  /** What was asked of the database so far; null: nothing, or it is a folder. */
  used(): SourceUse | null;
  close(): Promise<void>;
}
