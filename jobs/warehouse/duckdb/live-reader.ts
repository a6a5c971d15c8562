import { connect, type Socket } from 'node:net';
import { JobError, type JobErrorCode } from '../../errors';
import type { Row, Statement } from '../warehouse';
import { duckdbDialect } from './dialect';
import { type Answer, line, socketsBeside } from './readers-socket';
import type { RowBatch } from './reading-connection';

/** Milliseconds in which a process that listens must say that it does. It may be stopped, or at work that cannot be put off. */
const READY_WITHIN = 5_000;

/** Reads a database through the process that has it open for writing. Its statements see one state of it. */
export class LiveReader {
  readonly dialect = duckdbDialect;
  readonly isLive = true;
  private readonly answers: AsyncGenerator<Answer>;

  private constructor(private readonly socket: Socket) {
    this.answers = answersOf(socket);
  }

  /** @returns null: no process that answers has the database at `path` open for writing. */
  static async open(path: string): Promise<LiveReader | null> {
    for (const address of await socketsBeside(path)) {
      const reader = await LiveReader.connect(address);
      if (reader !== null) return reader;
    }
    return null;
  }

  private static async connect(address: string): Promise<LiveReader | null> {
    const socket = connect(address);
    socket.on('error', () => {});
    const reader = new LiveReader(socket);
    const late = setTimeout(() => socket.destroy(), READY_WITHIN);
    try {
      const { value } = await reader.answers.next();
      if (value !== undefined && 'ready' in value) return reader;
    } catch {
      // The process has died, or is ending.
    } finally {
      clearTimeout(late);
    }
    socket.destroy();
    return null;
  }

  async query(statement: Statement): Promise<Row[]> {
    return rowsFrom(this.stream(statement));
  }

  /** @throws JobError `WAREHOUSE_READER_LOST` when the process ends, or closes the database, before the end of the result */
  async *stream(statement: Statement): AsyncGenerator<RowBatch> {
    this.socket.write(line(statement));
    for (;;) {
      const { value, done } = await this.answers.next().catch(() => ({ value: undefined, done: true }));
      if (done || value === undefined)
        throw new JobError('WAREHOUSE_READER_LOST', 'the process that has the warehouse open stopped answering');
      if ('failure' in value) throw new JobError(value.failure.code as JobErrorCode, value.failure.detail);
      if ('end' in value) return;
      if ('batch' in value) yield value.batch;
    }
  }

  async close(): Promise<void> {
    this.socket.destroy();
  }
}

/** Batches as rows, for results that are small. */
async function rowsFrom(batches: AsyncIterable<RowBatch>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { columns, rows: some } of batches)
    for (const row of some) rows.push(Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
  return rows;
}

/** No faster than they are asked for: what waits fills the socket, and its other end pauses. */
async function* answersOf(socket: Socket): AsyncGenerator<Answer> {
  let begun = '';
  for await (const text of socket.setEncoding('utf8') as AsyncIterable<string>) {
    const parts = (begun + text).split('\n');
    begun = parts.pop() ?? '';
    for (const part of parts) yield JSON.parse(part) as Answer;
  }
}
