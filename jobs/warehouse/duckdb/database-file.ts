import { resolve } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { JobError } from '../../errors';
import { engineMemory } from '../../lake/engine-memory';
import { openFailure } from './failure';
import { openSpillFolder, type SpillFolder } from './spill-folder';

/** How a database file is opened. */
export interface DuckDbOptions {
  /** What DuckDB may keep in memory before it spills to disk, e.g. `1GB`. @default sized to the machine, see ENGINE_MEMORY */
  readonly memoryLimit?: string;
  /** @default one per core */
  readonly threads?: number;
  /**
   * Answer other processes that read while it is open for writing. Statements can then reach no file outside the folder of the database.
   * @default false
   */
  readonly servesReaders?: boolean;
}

/** Files this process has open. The engine's lock keeps other processes out, but not a second opening by the same one. */
const openPaths = new Set<string>();

/** A database file that this process has open, with one connection. */
export class DatabaseFile {
  private constructor(
    /** Absolute. */
    readonly path: string,
    readonly instance: DuckDBInstance,
    readonly connection: DuckDBConnection,
    private readonly spill: SpillFolder,
  ) {}

  /**
   * @param access more settings of DuckDB
   * @throws JobError `MEMORY_LIMIT_INVALID`, `WAREHOUSE_LOCKED`, `WAREHOUSE_MISSING`, `WAREHOUSE_UNREADABLE`
   */
  static async open(path: string, options: DuckDbOptions, access: Record<string, string>): Promise<DatabaseFile> {
    // Loaded with the first use: a run in the cloud does not need the engine's library.
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const opened = resolve(path);
    if (openPaths.has(opened)) throw new JobError('WAREHOUSE_LOCKED', `${path} is open in this process already`);
    const limit = options.memoryLimit ?? engineMemory('warehouse');
    openPaths.add(opened);
    const spill = await openSpillFolder(opened);
    try {
      const instance = await DuckDBInstance.create(path, {
        memory_limit: limit,
        // Keeping the order of rows costs memory in every large insert; statements that need an order say so.
        preserve_insertion_order: 'false',
        temp_directory: spill.path ?? '',
        // Nothing is fetched from the network while a statement runs.
        autoinstall_known_extensions: 'false',
        ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
        ...access,
      });
      return new DatabaseFile(opened, instance, await instance.connect(), spill);
    } catch (error) {
      openPaths.delete(opened);
      await spill.remove();
      throw openFailure(path, error);
    }
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
    openPaths.delete(this.path);
    await this.spill.remove();
  }
}
