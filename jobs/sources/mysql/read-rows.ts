import { Readable } from 'node:stream';
import type { Query } from 'mysql2';
import type { CanonicalRows } from '../../lake/canonical-text';
import { CanonicalText, FIELD_MARKS, WAITING_CHUNKS } from '../../lake/canonical-text';
import { boundSql } from './bound-sql';
import type { SourceConnection } from './connect';
import { sourceFailure } from './failure';
import { checkWarnings } from './warnings';

/**
 * The rows of a query as canonical text. The stream ends when the server has said that it changed no value.
 * @param emptyFields fields without a value at the end of each row: a database has no line numbers.
 * @param where database and table, for messages.
 * @throws JobError `SOURCE_*`, on the stream
 */
export function readRows(source: SourceConnection, sql: string, emptyFields: number, where: string): CanonicalRows {
  const { connection } = source;
  const stream = new Readable({
    objectMode: true,
    // Above it the connection pauses and the server waits.
    highWaterMark: WAITING_CHUNKS,
    // Events have no back-pressure: pause and resume the connection here.
    read: () => connection.resume(),
  });
  const text = new CanonicalText((chunk) => {
    if (!stream.push(chunk)) connection.pause();
  });
  const empty = Buffer.alloc(emptyFields, FIELD_MARKS.null);
  const fail = (error: unknown) => stream.destroy(sourceFailure(error, where));
  const answered = source.awaitAnswer();
  // The driver reports the end of a connection only on the connection: a query without this listener waits for ever.
  connection.on('error', fail);
  stream.once('close', () => {
    answered();
    connection.off('error', fail);
  });
  const query = connection.query({ sql: boundSql(sql, []), rowsAsArray: true });
  takePackets(query, (bytes, from, to) => {
    text.fields(bytes, from, to);
    if (emptyFields > 0) text.fields(empty, 0, emptyFields);
    text.endRow();
  });
  query.on('error', fail).on('end', () => {
    answered();
    if (stream.destroyed) return;
    checkWarnings(source, where).then(() => {
      text.flush();
      stream.push(null);
    }, fail);
  });
  return stream;
}

/** What the driver hands to a query for each row, and does not name in its types. */
interface RowPacket {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly end: number;
  isEOF(): boolean;
}
type TakeRow = (packet: RowPacket, connection: unknown) => unknown;

/**
 * Has the rows of a query handed on as the bytes that came: no object is made for a value or a row. The driver's query is a machine whose step
 * for a row is its method `row`; everything else, errors and the end among it, stays with the driver.
 */
function takePackets(query: Query, row: (bytes: Buffer, from: number, to: number) => void): void {
  const steps = query as unknown as { row: TakeRow };
  const driversOwn = steps.row;
  if (typeof driversOwn !== 'function')
    throw new Error('the MySQL driver has no step for a row: its version was not tried');
  const take: TakeRow = function (this: unknown, packet, connection) {
    if (packet.isEOF()) return driversOwn.call(this, packet, connection);
    row(packet.buffer, packet.offset, packet.end);
    return take;
  };
  steps.row = take;
}
