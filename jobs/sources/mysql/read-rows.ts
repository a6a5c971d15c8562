import { Readable } from 'node:stream';
import type { CanonicalRows } from '../../lake/canonical-text';
import { CanonicalText } from '../../lake/canonical-text';
import { boundSql } from './bound-sql';
import type { SourceConnection } from './connect';
import { sourceFailure } from './failure';
import { checkWarnings } from './warnings';

/** Text that may wait for its reader, in bytes. Above it the connection pauses and the server waits. */
const WAITING_BYTES = 1_000_000;

/**
 * The rows of a query as canonical text. The stream ends when the server has said that it changed no value.
 * @param emptyFields fields without a value at the end of each row: a database has no line numbers.
 * @param where database and table, for messages.
 * @throws JobError `SOURCE_*`, on the stream
 */
export function readRows(source: SourceConnection, sql: string, emptyFields: number, where: string): CanonicalRows {
  const { connection } = source;
  const stream = new Readable({
    highWaterMark: WAITING_BYTES,
    // Events have no back-pressure: pause and resume the connection here.
    read: () => connection.resume(),
  });
  const text = new CanonicalText((chunk) => {
    if (!stream.push(chunk)) connection.pause();
  });
  const typeCast = (field: { buffer(): Buffer | null }) => field.buffer();
  const fail = (error: unknown) => stream.destroy(sourceFailure(error, where));
  const answered = source.awaitAnswer();
  // The driver reports the end of a connection only on the connection: a query without this listener waits for ever.
  connection.on('error', fail);
  stream.once('close', () => {
    answered();
    connection.off('error', fail);
  });
  connection
    .query({ sql: boundSql(sql, []), typeCast, rowsAsArray: true })
    .on('error', fail)
    .on('result', (row: unknown) => {
      for (const value of row as (Buffer | null)[]) text.field(value);
      for (let index = 0; index < emptyFields; index++) text.field(null);
      text.endRow();
    })
    .on('end', () => {
      answered();
      if (stream.destroyed) return;
      checkWarnings(source, where).then(() => {
        text.flush();
        stream.push(null);
      }, fail);
    });
  return stream;
}
