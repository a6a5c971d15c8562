import { chmodSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import type { DuckDBInstance } from '@duckdb/node-api';
import { JobError } from '../../errors';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../lake/temporary-folders';
import { type Answer, line, type Question, socketAddress } from './readers-socket';
import { ReadingConnection, type Turns } from './reading-connection';

/** Read by the server, its test and the docs. */
export const READERS = {
  /** Engine calls of readers at a time. Node.js has four threads for such calls and for files; the run keeps the others. */
  atOnce: 2,
  /** Milliseconds in which a reader must take some of what it was sent, or ask something: an old state of the database is kept for it. */
  patience: 60_000,
} as const;
/** Characters of a question. */
const LONGEST_QUESTION = 1_000_000;

/**
 * Answers other processes of this user while this one has the database open for writing: DuckDB lets no other process open the file. A reader
 * has a connection of its own, so that neither its statements nor its pauses hold up the run.
 */
export class ReaderServer {
  private readonly readers = new Set<Reader>();

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
  ) {}

  /**
   * Listens in a folder beside the database that goes with this process.
   * @returns null where no socket can be made: then readers wait, and the run works.
   */
  static async open(
    instance: DuckDBInstance,
    path: string,
    patience: number = READERS.patience,
  ): Promise<ReaderServer | null> {
    const folder = await makeTemporaryFolder('readers', dirname(path)).catch(() => null);
    if (folder === null) return null;
    const address = socketAddress(folder);
    const server = createServer();
    const opened = new ReaderServer(server, folder);
    const turns = turnsOf(READERS.atOnce);
    server.on('connection', (socket) => {
      const reader = new Reader(socket, ReadingConnection.open(instance, turns), patience);
      opened.readers.add(reader);
      socket.once('close', () => void reader.ended.then(() => opened.readers.delete(reader)));
    });
    try {
      if (address === null) throw new Error('too long');
      await new Promise<void>((listening, failed) => {
        server.once('error', failed).listen(address, listening);
        // The folder is closed to others from its beginning; the socket is too.
        if (server.listening) chmodSync(address, 0o600);
      });
    } catch {
      await removeTemporaryFolder(folder);
      return null;
    }
    // The owner of the database decides when the process ends.
    server.unref();
    return opened;
  }

  /** Stops answering: what readers wait for is interrupted. */
  async close(): Promise<void> {
    this.server.close();
    await Promise.all([...this.readers].map((reader) => reader.end()));
    await removeTemporaryFolder(this.folder);
  }
}

/** One process that reads: its questions are answered one after the other. */
class Reader {
  /** Resolves when its connection to the database is closed. */
  readonly ended: Promise<void>;
  private question = '';
  private isAtWork = false;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly socket: Socket,
    private readonly connection: Promise<ReadingConnection>,
    patience: number,
  ) {
    this.ended = new Promise((ended) => {
      socket.once('close', () => void this.release().then(ended));
    });
    socket.on('error', () => {});
    socket.setEncoding('utf8').on('data', (text: string) => this.take(text));
    socket.setTimeout(patience).on('timeout', () => {
      if (!this.isAtWork || socket.writableNeedDrain) socket.destroy();
      else socket.setTimeout(patience);
    });
    this.send({ ready: true }).catch(() => socket.destroy());
  }

  end(): Promise<void> {
    this.socket.destroy();
    return this.ended;
  }

  private async release(): Promise<void> {
    await (await this.connection.catch(() => null))?.close();
    await this.last;
  }

  private take(text: string): void {
    const [first = '', ...more] = text.split('\n');
    this.question += first;
    for (const part of more) {
      const asked = this.question;
      this.question = part;
      this.last = this.last.then(() => this.answer(asked)).catch(() => void this.socket.destroy());
    }
    if (this.question.length > LONGEST_QUESTION) this.socket.destroy();
  }

  private async answer(asked: string): Promise<void> {
    this.isAtWork = true;
    try {
      const connection = await this.connection;
      for await (const batch of connection.stream(JSON.parse(asked) as Question)) await this.send({ batch });
      await this.send({ end: true });
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
      await this.send({ failure: { code: error.code, detail: error.detail } });
    } finally {
      this.isAtWork = false;
    }
  }

  /** Waits while the reader has not taken what it was sent before. */
  private async send(answer: Answer): Promise<void> {
    const { socket } = this;
    if (socket.destroyed) throw new JobError('WAREHOUSE_READER_LOST', 'the reader has gone');
    if (socket.write(line(answer))) return;
    await new Promise<void>((taken, gone) => {
      const close = () => gone(new JobError('WAREHOUSE_READER_LOST', 'the reader has gone'));
      socket.once('close', close).once('drain', () => {
        socket.off('close', close);
        taken();
      });
    });
  }
}

function turnsOf(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return {
    async take(work) {
      if (free > 0) free--;
      else await new Promise<void>((turn) => waiting.push(turn));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free++;
      }
    },
  };
}
