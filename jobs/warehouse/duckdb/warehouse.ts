import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBResultReader } from '@duckdb/node-api';
import type { TableDefinition } from '../../../model/types';
import { JobError } from '../../errors';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../lake/temporary-folders';
import { datasetsOf, missingTables } from '../missing-tables';
import { bindAsText } from '../text-parameters';
import type { ParquetLoad, Row, Statement, Warehouse } from '../warehouse';
import { DatabaseFile, type DuckDbOptions } from './database-file';
import { duckdbDialect } from './dialect';
import { statementFailure } from './failure';
import { whenWanted } from './give-way';
import { interruptUntil } from './interrupt';
import { fillTable, localCopy } from './parquet-load';
import { ReaderServer } from './reader-server';
import { ReadingConnection, type RowBatch } from './reading-connection';
import { rowsOf } from './rows';

/**
 * The warehouse in one file of this machine. All work goes through one connection, one piece after the other,
 * so that readers never see half a transaction and transactions never conflict.
 */
export class DuckDbWarehouse implements Warehouse {
  readonly dialect = duckdbDialect;
  /** Readers of a process that writes are `LiveReader`s. */
  readonly isLive = false;
  /** Resolves when all work so far has ended; never rejects. */
  private last: Promise<unknown> = Promise.resolve();
  private closed = false;
  /** Only the last statements are executed then; none by a reader that gives way to a writer. */
  private ending: 'no' | 'giving up' | 'last statements' | 'giving way' = 'no';
  private readonly readings = new Set<ReadingConnection>();
  private server: ReaderServer | null = null;
  private stopWatching = () => {};

  private constructor(private readonly file: DatabaseFile) {}

  /**
   * Opens the file, or creates it for this user alone. What does not fit in memory spills to a folder beside it.
   * @throws JobError `MEMORY_LIMIT_INVALID`
   * @throws JobError `WAREHOUSE_LOCKED` while it is open already, here or in another process; `WAREHOUSE_UNREADABLE`
   */
  static async open(path: string, options: DuckDbOptions = {}): Promise<DuckDbWarehouse> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const warehouse = new DuckDbWarehouse(await DatabaseFile.open(path, options, {}));
    await chmod(path, 0o600);
    if (options.servesReaders) await warehouse.serveReaders();
    return warehouse;
  }

  private async serveReaders(): Promise<void> {
    const folder = duckdbDialect.text(dirname(this.file.path));
    await this.run({ name: 'open this folder', sql: `set allowed_directories = [${folder}]` });
    await this.run({ name: 'close other folders', sql: 'set enable_external_access = false' });
    this.server = await ReaderServer.open(this.file.instance, this.file.path);
  }

  /**
   * Opens an existing file to look into it: statements can change nothing and reach no other file. It is closed when another process wants to
   * write it; what is asked from then on fails with `WAREHOUSE_READER_LOST`.
   * @throws JobError `WAREHOUSE_MISSING`, `WAREHOUSE_LOCKED` while a run is writing, `WAREHOUSE_UNREADABLE`
   */
  static async openReadOnly(path: string, options: DuckDbOptions = {}): Promise<DuckDbWarehouse> {
    const access = { access_mode: 'READ_ONLY', enable_external_access: 'false' };
    const warehouse = new DuckDbWarehouse(await DatabaseFile.open(path, options, access));
    warehouse.stopWatching = whenWanted(path, () => void warehouse.giveWay());
    return warehouse;
  }

  /**
   * Makes a warehouse in a new file, in which statements can also read an existing one, under `alias`. It too is closed when another process
   * wants to write the existing one.
   * @throws JobError `WAREHOUSE_MISSING`, `WAREHOUSE_LOCKED` while a run is writing the existing one
   */
  static async openBeside(path: string, existing: string, alias: string): Promise<DuckDbWarehouse> {
    // For the codes of what may be wrong with the existing one.
    await (await DuckDbWarehouse.openReadOnly(existing)).close();
    const warehouse = await DuckDbWarehouse.open(path);
    try {
      const attach = `attach ${duckdbDialect.text(existing)} as ${duckdbDialect.identifier(alias)} (read_only)`;
      await warehouse.run({ name: 'attach the warehouse', sql: attach });
      await warehouse.run({ name: 'close other files', sql: 'set enable_external_access = false' });
      warehouse.stopWatching = whenWanted(existing, () => void warehouse.giveWay());
      return warehouse;
    } catch (error) {
      await warehouse.close();
      throw error;
    }
  }

  createTables(tables: readonly TableDefinition[]): Promise<void> {
    return this.inOrder(async () => {
      const found = await this.run({
        name: 'list columns',
        sql: 'select schema_name, table_name, column_name from duckdb_columns() where not internal and database_name = current_database()',
      });
      const columns = new Map<string, Set<string>>();
      for (const { schema_name, table_name, column_name } of rowsOf(found)) {
        const table = `${schema_name}.${table_name}`;
        columns.set(table, (columns.get(table) ?? new Set()).add(String(column_name)));
      }
      const datasets = datasetsOf(tables).map((dataset) => ({
        name: `create ${dataset}`,
        sql: duckdbDialect.createDataset(dataset),
      }));
      const missing = missingTables(duckdbDialect, tables, ({ dataset, name }) => columns.get(`${dataset}.${name}`));
      await this.transaction(async () => {
        for (const statement of [...datasets, ...missing]) await this.run(statement);
      });
    });
  }

  query(statement: Statement): Promise<Row[]> {
    return this.inOrder(async () => {
      await this.checkSingle(statement);
      const reader = await this.run(statement);
      try {
        return rowsOf(reader);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new JobError('WAREHOUSE_STATEMENT_FAILED', `${statement.name}: ${error.message}`);
      }
    });
  }

  /** The rows of one statement that reads, as they are found. It has a connection of its own, and sees what is committed when it begins. */
  async *stream(statement: Statement): AsyncGenerator<RowBatch> {
    this.refuseWhenEnding();
    const reading = await ReadingConnection.open(this.file.instance);
    this.readings.add(reading);
    try {
      yield* reading.stream(statement);
    } catch (error) {
      this.refuseWhenEnding();
      throw error;
    } finally {
      this.readings.delete(reading);
      await reading.close();
    }
    this.refuseWhenEnding();
  }

  executeAtomically(statements: readonly Statement[]): Promise<void> {
    return this.inOrder(() =>
      this.transaction(async () => {
        for (const statement of statements) await this.run(statement);
      }),
    );
  }

  loadParquet(load: ParquetLoad): Promise<number> {
    return this.inOrder(async () => {
      // Beside the database, because the rows may be PHI and that folder is protected.
      const folder = await makeTemporaryFolder('load', dirname(this.file.path));
      try {
        const paths: string[] = [];
        for (const [index, key] of load.keys.entries()) {
          paths.push(await localCopy(load, key, join(folder, `${index}.parquet`)));
        }
        return await this.transaction(() => fillTable(load.into, paths, (statement) => this.run(statement)));
      } finally {
        await removeTemporaryFolder(folder);
      }
    });
  }

  async endWith(statements: readonly Statement[]): Promise<void> {
    if (this.closed) return;
    this.ending = 'giving up';
    await this.interruptAll();
    this.ending = 'last statements';
    await this.transaction(async () => {
      for (const statement of statements) await this.run(statement);
    });
  }

  close(): Promise<void> {
    if (this.closed || this.ending !== 'no') return Promise.resolve();
    const closing = this.inOrder(() => this.closeAll());
    this.closed = true;
    return closing;
  }

  /** What runs is interrupted, and the file is another's. */
  private async giveWay(): Promise<void> {
    if (this.closed || this.ending !== 'no') return;
    this.ending = 'giving way';
    await this.interruptAll();
    await this.closeAll();
  }

  private async interruptAll(): Promise<void> {
    await interruptUntil(this.last, this.file.connection);
  }

  private async closeAll(): Promise<void> {
    this.stopWatching();
    await this.server?.close();
    await Promise.all([...this.readings].map((reading) => reading.close()));
    await this.file.close();
  }

  private async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.file.connection.run('begin transaction');
    try {
      const result = await work();
      await this.file.connection.run('commit');
      return result;
    } catch (error) {
      // A failed commit has rolled back already. Then the rollback fails, and the first error is the one to report.
      await this.file.connection.run('rollback').catch(() => {});
      throw statementFailure('commit', error);
    }
  }

  private async run(statement: Statement): Promise<DuckDBResultReader> {
    this.refuseWhenEnding();
    const { sql, values } = bindAsText(duckdbDialect, statement);
    try {
      return await this.file.connection.runAndReadAll(sql, { ...values });
    } catch (error) {
      this.refuseWhenEnding();
      throw statementFailure(statement.name, error);
    }
  }

  private refuseWhenEnding(): void {
    if (this.ending === 'giving up') throw new JobError('RUN_INTERRUPTED', 'the warehouse is being closed');
    if (this.ending === 'giving way') throw new JobError('WAREHOUSE_READER_LOST', 'a run has begun');
  }

  /** The engine would run several, and return the rows of the last. */
  private async checkSingle({ name, sql }: Statement): Promise<void> {
    // Running it reports a syntax error in the engine's words.
    const extracted = await this.file.connection.extractStatements(sql).catch(() => null);
    if (extracted && extracted.count > 1)
      throw new JobError('WAREHOUSE_STATEMENT_FAILED', `${name}: ${extracted.count} statements instead of one`);
  }

  private inOrder<T>(work: () => Promise<T>): Promise<T> {
    if (this.closed) return Promise.reject(new JobError('WAREHOUSE_UNREADABLE', `${this.file.path} has been closed`));
    if (this.ending === 'giving way') return Promise.reject(new JobError('WAREHOUSE_READER_LOST', 'a run has begun'));
    if (this.ending !== 'no') return Promise.reject(new JobError('RUN_INTERRUPTED', 'the warehouse is being closed'));
    const result = this.last.then(work);
    this.last = result.catch(() => {});
    return result;
  }
}
