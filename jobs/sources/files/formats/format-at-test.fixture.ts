import type { FeedSpec } from '../../../../model/spec';
import type { JobErrorCode } from '../../../errors';
import type { RejectedLine } from '../../../lake/landing';
import type { FeedLayout, FileLine, FileRow } from './format';

/** What the contract suite asks a member to read. Each member exports one as `atTest` from `<id>.fixture.ts`. */
export interface FormatAtTest {
  /** How the files of this fixture are written, unless a part says otherwise. */
  readonly layout: FeedLayout;
  /** Content of a whole file with this many rows; with 0 it holds what a file without rows holds, e.g. a header line. */
  file(rows: number): string | Buffer;
  /** What `read` finds in that file as its row `number`, from 0. */
  row(number: number): FileRow;
  /** A file with a line that is not a row between rows. */
  readonly badLine: {
    readonly content: string | Buffer;
    readonly before: FileRow;
    readonly rejected: RejectedLine;
    readonly after: FileRow;
  };
  /** A file whose end was cut off on its way, and all that it still says, or the code that refuses it. */
  readonly truncated:
    | { readonly content: string; readonly lines: readonly FileLine[] }
    | { readonly content: Buffer; readonly code: JobErrorCode };
  /** A file with letters beyond ASCII in each encoding that the format reads, and its only row. */
  readonly encodings: readonly {
    readonly encoding: FeedSpec['encoding'];
    readonly content: Buffer;
    readonly row: FileRow;
  }[];
}
