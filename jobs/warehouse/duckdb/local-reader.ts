import { setTimeout as wait } from 'node:timers/promises';
import { JobError } from '../../errors';
import type { Row, Statement, Warehouse } from '../warehouse';
import { LiveReader } from './live-reader';
import { foldersBeside } from './readers-socket';
import type { RowBatch } from './reading-connection';
import { DuckDbWarehouse } from './warehouse';

/** Reads the local warehouse, also while another process has it open. */
export interface LocalReader extends Pick<Warehouse, 'dialect' | 'query' | 'close'> {
  /** Whether a process has it open for writing and answers. */
  readonly isLive: boolean;
  /** The rows as they are found, in no more memory than a batch. */
  stream(statement: Statement): AsyncGenerator<RowBatch>;
}

/** Milliseconds for which a writer that does not answer is waited for: it may be opening the file, or closing it. */
const WAITING = 5_000;
const LOOK_EVERY = 100;
/** How often a statement is begun again because a run began or ended meanwhile. */
const AGAIN = 3;

/**
 * Opens the warehouse for reading: through the process that writes it, or else the file itself, which it gives up as soon as a process wants to
 * write it. A statement that this cuts off before its first row is repeated at the other place.
 * @throws JobError `WAREHOUSE_MISSING`, `WAREHOUSE_UNREADABLE`; `WAREHOUSE_LOCKED` while a process has it open that does not answer
 */
export async function openLocalReader(path: string): Promise<LocalReader> {
  let reader = await openEither(path);
  let isClosed = false;
  const again = async (error: unknown, times: number) => {
    if (!(error instanceof JobError) || error.code !== 'WAREHOUSE_READER_LOST' || times === AGAIN || isClosed)
      throw error;
    await reader.close();
    reader = await openEither(path);
  };
  return {
    dialect: reader.dialect,
    get isLive() {
      return reader.isLive;
    },
    async query(statement): Promise<Row[]> {
      for (let times = 0; ; times++) {
        try {
          return await reader.query(statement);
        } catch (error) {
          await again(error, times);
        }
      }
    },
    async *stream(statement) {
      for (let times = 0; ; times++) {
        let hasRows = false;
        try {
          for await (const batch of reader.stream(statement)) {
            // The columns alone are the same at the other place.
            hasRows ||= batch.rows.length > 0;
            if (hasRows || times === 0) yield batch;
          }
          return;
        } catch (error) {
          if (hasRows) throw error;
          await again(error, times);
        }
      }
    },
    close() {
      isClosed = true;
      return reader.close();
    },
  };
}

async function openEither(path: string): Promise<LocalReader> {
  for (const until = Date.now() + WAITING; ; ) {
    const live = await LiveReader.open(path);
    if (live) return live;
    // A process that waits to write it comes first, unless it waits for something else.
    const isFree = (await foldersBeside(path, 'wanted')).length === 0 || Date.now() > until;
    try {
      if (isFree) return await DuckDbWarehouse.openReadOnly(path);
    } catch (error) {
      if (!(error instanceof JobError) || error.code !== 'WAREHOUSE_LOCKED' || Date.now() > until) throw error;
    }
    await wait(LOOK_EVERY);
  }
}
