import type { FeedDialect } from '../../../../model/feed-dialect';
import type { SourceColumn } from '../../../../model/mapping/mapped-columns';
import type { RejectedLine } from '../../../lake/landing';

/** A delivered file. */
export interface DeliveredFile {
  /** For errors: owner, table, the beginning of its name and its content hash. Names of files sometimes hold names of people. */
  readonly shownAs: string;
  content(): AsyncIterable<Buffer>;
  /** The file on this machine, for formats that are not read from their beginning. Absent: there is only its content. */
  readonly path?: string;
}

/** How a feed is written, and the source columns of each table that its files fill, by the table's name. */
export interface FeedLayout extends FeedDialect {
  readonly tables: Readonly<Record<string, readonly SourceColumn[]>>;
}

/** One row of one table: a field for each column that the layout names for the table, in that order. */
export interface FileRow {
  readonly table: string;
  readonly fields: readonly (string | null)[];
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
}

/** Columns of the file, by their places from 1, whose values are not read: its table has no such columns. */
export interface UnknownColumns {
  readonly unknownColumns: readonly number[];
}

/** Source names of columns of the layout that the file lacks, as it may. */
export interface AbsentColumns {
  readonly absentColumns: readonly string[];
}

/** What a format finds: a row, a line that is not a row, a header line that comes again, a line that the feed declares not to be a row, or columns that only one of the two has. */
export type FileLine =
  | FileRow
  | RejectedLine
  | UnknownColumns
  | AbsentColumns
  | { readonly repeatedHeader: number }
  | { readonly declared: 'comment' | 'footer'; readonly line: number };

/**
 * Reads delivered files of one format.
 * A bad line costs only itself: it comes as a `RejectedLine` with its number and reason, and reading goes on.
 */
export interface FileFormat {
  /** What the feed's spec says as `format`. */
  readonly id: string;
  /** Endings of file names, without the point and in lower case. The archive keeps files under the first. */
  readonly extensions: readonly [string, ...string[]];
  /** The first row cannot be known before the whole file is there. @default rows come while the file arrives */
  readonly isReadWhole?: boolean;
  /**
   * The lines of a file in their order, in batches of about one chunk of the content, so that a file of any size needs little memory.
   * @throws JobError `FILE_*` where the file as a whole is unreadable
   */
  read(file: DeliveredFile, layout: FeedLayout): AsyncIterable<readonly FileLine[]>;
}
