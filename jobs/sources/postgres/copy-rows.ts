import { Readable } from 'node:stream';
import type { Connection, Submittable } from 'pg';
import type { CanonicalRows } from '../../lake/canonical-text';
import type { PostgresConnection } from './connect';
import { sourceFailure } from './failure';

/** Text that may wait for its reader, in bytes. Above it the socket pauses and the server waits. */
const WAITING_BYTES = 1_000_000;
/** Rows come one by one; handed on in buffers of this size they cost less. */
const CHUNK_BYTES = 256 * 1024;

/** What the driver calls as the server answers a COPY, beside what its types name. */
interface CopyAnswers extends Submittable {
  handleCopyData(message: { readonly chunk: Buffer }): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
  handleError(error: unknown): void;
}

/**
 * The rows of a query as canonical text. COPY writes just that (every value in quotes, NULL as nothing), so that nothing is decoded on the way,
 * and the socket holds the server back while nobody takes the rows.
 * @param emptyFields fields without a value at the end of each row: a database has no line numbers
 * @param where database and table, for messages
 * @throws JobError `SOURCE_*`, on the stream
 */
export function copyRows(
  { client, socket, awaitAnswer }: PostgresConnection,
  query: string,
  emptyFields: number,
  where: string,
): CanonicalRows {
  const stream = new Readable({ highWaterMark: WAITING_BYTES, read: () => socket().resume() });
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let length = 0;
  const flush = () => {
    if (length === 0) return;
    if (!stream.push(chunk.subarray(0, length))) socket().pause();
    chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    length = 0;
  };
  const add = (row: Buffer) => {
    if (length + row.length > chunk.length) {
      flush();
      if (row.length > chunk.length) chunk = Buffer.allocUnsafe(row.length);
    }
    // Copied: the driver uses its buffer again.
    row.copy(chunk, length);
    length += row.length;
  };
  const answered = awaitAnswer();
  stream.once('close', answered);
  const fail = (error: unknown) => stream.destroy(sourceFailure(error, where));
  const empty = ', null'.repeat(emptyFields);
  const copy: CopyAnswers = {
    submit(connection: Connection) {
      connection.query(
        `copy (select source.*${empty} from (${query}) as source) to stdout (format csv, force_quote *)`,
      );
    },
    handleCopyData: ({ chunk: row }) => {
      if (!stream.destroyed) add(row);
    },
    handleCommandComplete() {},
    handleReadyForQuery() {
      if (stream.destroyed) return;
      flush();
      stream.push(null);
    },
    handleError: fail,
  };
  try {
    client.query(copy);
  } catch (error) {
    fail(error);
  }
  return stream;
}
