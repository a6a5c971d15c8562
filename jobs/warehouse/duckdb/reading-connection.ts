import type { DuckDBConnection, DuckDBInstance, DuckDBPreparedStatement } from '@duckdb/node-api';
import { JobError } from '../../errors';
import { bindAsText } from '../text-parameters';
import type { Row, Statement } from '../warehouse';
import { duckdbDialect } from './dialect';
import { statementFailure } from './failure';
import { interruptUntil } from './interrupt';
import { cell } from './rows';

/** Some rows of a result: its columns, and their values in that order. A result without rows is one batch without rows. */
export interface RowBatch {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Row[string][])[];
}

/** Lets a few calls of the engine through at a time; the others wait for their turn. */
export interface Turns {
  take<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * A connection of its own that can only read, beside the one that writes. Its statements see one state of the database, the one that was committed
 * when the first of them began. Results are read as they are asked for, so that a caller who is slow keeps nobody waiting.
 */
export class ReadingConnection {
  private hasBegun = false;
  private isClosed = false;
  /** The engine's call that runs; never rejects. */
  private call: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly turns: Turns,
  ) {}

  /** @param turns @default nobody waits */
  static async open(instance: DuckDBInstance, turns: Turns = { take: (work) => work() }): Promise<ReadingConnection> {
    return new ReadingConnection(await instance.connect(), turns);
  }

  /**
   * Runs one statement that reads.
   * @throws JobError `WAREHOUSE_STATEMENT_FAILED`, also when it would change something
   */
  async *stream(statement: Statement): AsyncGenerator<RowBatch> {
    const { sql, values } = bindAsText(duckdbDialect, statement);
    try {
      await this.begin();
      const prepared = await this.prepare(statement.name, sql);
      prepared.bind({ ...values });
      const result = await this.engine(() => prepared.stream());
      const columns = result.deduplicatedColumnNames();
      yield { columns, rows: [] };
      for (;;) {
        const chunk = await this.engine(() => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield { columns, rows: chunk.getRows().map((row) => row.map((value) => cell(value ?? null))) };
      }
    } catch (error) {
      await this.startAgain();
      if (error instanceof RangeError)
        throw new JobError('WAREHOUSE_STATEMENT_FAILED', `${statement.name}: ${error.message}`);
      throw statementFailure(statement.name, error);
    }
  }

  /** Interrupts what runs, and closes the connection when the engine has noticed. Never rejects. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await interruptUntil(this.call, this.connection);
    this.connection.closeSync();
  }

  private async begin(): Promise<void> {
    if (this.hasBegun) return;
    await this.engine(() => this.connection.run('begin transaction read only'));
    this.hasBegun = true;
  }

  /** A statement that fails ends the transaction; the next one begins another. */
  private async startAgain(): Promise<void> {
    if (!this.hasBegun || this.isClosed) return;
    this.hasBegun = false;
    await this.engine(() => this.connection.run('rollback')).catch(() => {});
  }

  private async prepare(name: string, sql: string): Promise<DuckDBPreparedStatement> {
    const extracted = await this.engine(() => this.connection.extractStatements(sql));
    if (extracted.count > 1)
      throw new JobError('WAREHOUSE_STATEMENT_FAILED', `${name}: ${extracted.count} statements instead of one`);
    const { StatementType } = await import('@duckdb/node-api');
    const prepared = await this.engine(() => extracted.prepare(0));
    // The transaction refuses changes of tables. It does not cover files and settings.
    if (prepared.statementType !== StatementType.SELECT && prepared.statementType !== StatementType.EXPLAIN)
      throw new JobError('WAREHOUSE_STATEMENT_FAILED', `${name}: it does more than read`);
    return prepared;
  }

  private engine<Result>(work: () => Promise<Result>): Promise<Result> {
    const called = this.turns.take(() => {
      if (this.isClosed) throw new JobError('WAREHOUSE_READER_LOST', 'the warehouse is being closed');
      return work();
    });
    this.call = called.catch(() => {});
    return called;
  }
}
