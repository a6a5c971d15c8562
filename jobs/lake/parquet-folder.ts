import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { JobError } from '../errors';
import { engineLimit } from './disk-failure';
import { engineMemory } from './engine-memory';
import { makeTemporaryFolder, removeTemporaryFolder } from './temporary-folders';

/** Two conversions at a time: one core reads the source while another types its rows. */
const CONNECTIONS = 2;

/** A private temporary folder and the engine that turns text files in it into parquet. */
export interface ParquetFolder {
  readonly path: string;
  /** Conversions that may run side by side. */
  readonly concurrency: number;
  /** @throws JobError `LANDING_FAILED`, `DISK_*`, `MEMORY_EXHAUSTED` with the kind of the engine's error only: its text may quote row values. */
  run(sql: string): Promise<void>;
  /** Rows of a query, for numbers about a part. @throws JobError `LANDING_FAILED` */
  read(sql: string): Promise<Record<string, unknown>[]>;
}

/** Opens a folder, hands it to `work`, and removes it with everything in it whatever happens: it holds PHI. */
export async function withParquetFolder<Result>(work: (folder: ParquetFolder) => Promise<Result>): Promise<Result> {
  const { DuckDBInstance: engine } = await import('@duckdb/node-api');
  const path = await makeTemporaryFolder('landing');
  let instance: DuckDBInstance | undefined;
  try {
    instance = await engine.create(':memory:', {
      threads: String(CONNECTIONS),
      memory_limit: engineMemory('landing'),
      temp_directory: path,
    });
    const idle: DuckDBConnection[] = [];
    for (let index = 0; index < CONNECTIONS; index++) {
      const connection = await instance.connect();
      await connection.run(`set TimeZone = 'UTC'`);
      idle.push(connection);
    }
    const waiting: ((connection: DuckDBConnection) => void)[] = [];
    const withConnection = async <T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
      const connection = idle.pop() ?? (await new Promise<DuckDBConnection>((resolve) => waiting.push(resolve)));
      try {
        return await use(connection);
      } catch (error) {
        throw landingFailure(error);
      } finally {
        const next = waiting.shift();
        if (next) next(connection);
        else idle.push(connection);
      }
    };
    return await work({
      path,
      concurrency: CONNECTIONS,
      run: (sql) => withConnection(async (connection) => void (await connection.run(sql))),
      read: (sql) => withConnection(async (connection) => (await connection.runAndReadAll(sql)).getRowObjectsJson()),
    });
  } finally {
    instance?.closeSync();
    await removeTemporaryFolder(path);
  }
}

function landingFailure(error: unknown): JobError {
  const message = String((error as { message?: unknown } | null)?.message);
  // `Out of Memory Error` of `Out of Memory Error: could not allocate ...`.
  const kind = /^[A-Z][A-Za-z ]{0,40}(?=:)/.exec(message)?.[0] ?? 'failure';
  return new JobError(engineLimit(message) ?? 'LANDING_FAILED', `the local engine reported a ${kind}`);
}
