import { Readable } from 'node:stream';
import type { Connection, Submittable } from 'pg';
import { type CanonicalRows, CanonicalText, WAITING_CHUNKS } from '../../lake/canonical-text';
import { BinaryRows } from './binary-rows';
import type { PostgresConnection } from './connect';
import { sourceFailure } from './failure';

/** What the driver calls as the server answers a COPY, beside what its types name. */
interface CopyAnswers extends Submittable {
  handleCopyData(message: { readonly chunk: Buffer }): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
  handleError(error: unknown): void;
}

/**
 * The rows of a query as canonical text. COPY in binary writes each text as its length and its bytes, so that nothing is decoded on the way, and the
 * socket holds the server back while nobody takes the rows.
 * @param query every column is a text
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
  const stream = new Readable({ objectMode: true, highWaterMark: WAITING_CHUNKS, read: () => socket().resume() });
  const text = new CanonicalText((chunk) => {
    if (!stream.push(chunk)) socket().pause();
  });
  const rows = new BinaryRows(text, emptyFields);
  const answered = awaitAnswer();
  stream.once('close', answered);
  const fail = (error: unknown) => stream.destroy(sourceFailure(error, where));
  const copy: CopyAnswers = {
    submit(connection: Connection) {
      connection.query(`copy (${query}) to stdout (format binary)`);
    },
    handleCopyData: ({ chunk }) => {
      if (!stream.destroyed) rows.add(chunk);
    },
    handleCommandComplete() {},
    handleReadyForQuery() {
      if (stream.destroyed) return;
      text.flush();
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
