import type { BigQuery, TableField } from '@google-cloud/bigquery';
import type { TableDefinition } from '../../../model/types';
import { JobError } from '../../errors';
import { datasetsOf, missingTables } from '../missing-tables';
import { type BoundSql, bindAsText } from '../text-parameters';
import type { ParquetLoad, Row, Statement, Warehouse } from '../warehouse';
import { bigqueryDialect } from './dialect';
import { bigqueryFailure } from './failure';
import { limitIdleTime } from './idle-time';
import { rowOf } from './rows';

/** Of one load job: https://cloud.google.com/bigquery/quotas#load_jobs */
const MAXIMUM_URIS = 10_000;
/** Attempts of a transaction that conflicts with another. */
const ATTEMPTS = 5;
/** Longest pause after the first attempt, in milliseconds; it doubles with each. */
const FIRST_PAUSE = 500;
/** Google's server answers at least every 10 seconds while a statement runs: jobs.query and getQueryResults, `timeoutMs`. Milliseconds. */
const IDLE_TIME = 120_000;
const GOOGLE = 'bigquery.googleapis.com';
/** Calls of the API at a time while tables are looked up or created. */
const CALLS_AT_ONCE = 8;

export interface BigQueryOptions {
  readonly projectId: string;
  /** Where the datasets are, e.g. `us-central1`. No default: where PHI is stored is the customer's decision. */
  readonly location: string;
  /** Another server than Google's, e.g. `http://127.0.0.1:9050`; no credentials are sent to it. @default Google's */
  readonly endpoint?: string;
  /**
   * How long the server may be silent while it owes an answer, in milliseconds.
   * @default IDLE_TIME; for another server without an end: an emulator says nothing until a statement is done
   */
  readonly idleTime?: number;
  /**
   * Bytes that one query job may bill; a job that would bill more fails with `WAREHOUSE_BYTES_EXCEEDED`. A transaction is one job.
   * BigQuery judges by its estimate, which knows partitions and not clusters: leave room for whole tables.
   * @default no limit of ours: that of the project, if it has one
   */
  readonly maximumBytesBilled?: number;
}

/** The warehouse in BigQuery. Each job is labelled with the name of its statement, so that costs can be assigned to it. */
export class BigQueryWarehouse implements Warehouse {
  readonly dialect = bigqueryDialect;

  private constructor(
    private readonly client: BigQuery,
    private readonly options: BigQueryOptions,
    private readonly unlimited: () => void,
  ) {}

  /** Opens no connection: a wrong project or missing credentials show with the first statement. */
  static async open(options: BigQueryOptions): Promise<BigQueryWarehouse> {
    const { projectId, location, endpoint } = options;
    // Loaded with the first use: a run on one machine does not need it.
    const { BigQuery } = await import('@google-cloud/bigquery');
    const { idleTime = endpoint === undefined ? IDLE_TIME : null } = options;
    const host = endpoint === undefined ? GOOGLE : new URL(endpoint).host;
    const unlimited = idleTime === null ? () => {} : limitIdleTime(host, idleTime);
    if (endpoint === undefined) return new BigQueryWarehouse(new BigQuery({ projectId, location }), options, unlimited);
    const { PassThroughClient } = await import('google-auth-library');
    const client = new BigQuery({
      ...{ projectId, location, apiEndpoint: endpoint, authClient: new PassThroughClient() },
      // An emulator is not retried: Google's 5xx are worth eight attempts, an emulator's are not.
      autoRetry: false,
    });
    return new BigQueryWarehouse(client, options, unlimited);
  }

  async createTables(tables: readonly TableDefinition[]): Promise<void> {
    const columns = new Map<string, ReadonlySet<string>>();
    for (const dataset of datasetsOf(tables)) await this.createDataset(dataset);
    await inParallel(tables, async (table) => {
      const found = await this.columnsOf(table);
      if (found) columns.set(`${table.dataset}.${table.name}`, found);
    });
    const missing = missingTables(bigqueryDialect, tables, ({ dataset, name }) => columns.get(`${dataset}.${name}`));
    await inParallel(missing, (statement) => this.run(statement.name, bindAsText(bigqueryDialect, statement)));
  }

  async query(statement: Statement): Promise<Row[]> {
    const rows = await this.run(statement.name, bindAsText(bigqueryDialect, statement));
    try {
      return rows.map(rowOf);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new JobError('WAREHOUSE_STATEMENT_FAILED', `${statement.name}: ${error.message}`);
    }
  }

  async executeAtomically(statements: readonly Statement[]): Promise<void> {
    if (statements.length === 0) return;
    const bound = statements.map((statement, index) => bindAsText(bigqueryDialect, statement, `s${index}_`));
    // One script: a transaction that has not been committed when its script ends or fails is rolled back.
    const sql = ['begin transaction', ...bound.map((each) => each.sql), 'commit transaction'].join(';\n');
    const values = Object.assign({}, ...bound.map((each) => each.values)) as BoundSql['values'];
    const name = statements.map((statement) => statement.name).join(', ');
    for (let attempt = 1; ; attempt++) {
      try {
        await this.run(name, { sql: `${sql};`, values });
        return;
      } catch (error) {
        // BigQuery ends one of two transactions that change one table, and writes nothing of it.
        const isConflict = error instanceof JobError && error.code === 'WAREHOUSE_CONFLICT';
        if (!isConflict || attempt === ATTEMPTS) throw error;
        await pauseAfter(attempt);
      }
    }
  }

  async loadParquet({ store, keys, into }: ParquetLoad): Promise<number> {
    const name = `load ${into.dataset}.${into.name}`;
    await this.createTables([into]);
    await this.run(`${name}: empty`, { sql: `truncate table ${bigqueryDialect.table(into)}`, values: {} });
    if (keys.length === 0) return 0;
    const uris = keys.map((key) => store.uri(key));
    if (uris.length > MAXIMUM_URIS || uris.some((uri) => !uri.startsWith('gs://'))) {
      throw new JobError(
        'WAREHOUSE_STATEMENT_FAILED',
        `${name}: it takes up to ${MAXIMUM_URIS} objects of gs:// buckets`,
      );
    }
    await this.load(name, into, uris);
    const counted = await this.query({
      name: `${name}: count`,
      sql: `select count(*) as loaded from ${bigqueryDialect.table(into)}`,
    });
    return Number(counted[0]?.['loaded']);
  }

  /** Jobs of BigQuery that have begun end there: each is one transaction. */
  endWith(statements: readonly Statement[]): Promise<void> {
    return this.executeAtomically(statements);
  }

  /** Nothing is held open between calls. */
  async close(): Promise<void> {
    this.unlimited();
  }

  private async load(name: string, into: TableDefinition, sourceUris: string[]): Promise<void> {
    const [job] = await this.guard(name, () =>
      this.client.createJob({
        jobPrefix: `${jobName(name)}_`,
        location: this.options.location,
        configuration: {
          labels: labels(name),
          load: {
            sourceUris,
            sourceFormat: 'PARQUET',
            schema: { fields: into.columns.map(({ name: column, type }) => ({ name: column, type })) },
            destinationTable: { projectId: this.options.projectId, datasetId: into.dataset, tableId: into.name },
            createDisposition: 'CREATE_NEVER',
            // Not WRITE_TRUNCATE: that takes the schema of the load job and with it the policy tags off the PHI columns.
            // Not WRITE_APPEND: a job that runs twice must not load its rows twice.
            writeDisposition: 'WRITE_TRUNCATE_DATA',
          },
        },
      }),
    );
    await this.guard(name, () => job.promise());
  }

  private async createDataset(dataset: string): Promise<void> {
    // By the API and not by SQL: the emulator's API does not know a dataset that was created in SQL.
    await this.guard(`create ${dataset}`, async () => {
      const [exists] = await this.client.dataset(dataset).exists();
      if (!exists) await this.client.createDataset(dataset, { location: this.options.location });
    });
  }

  private async columnsOf({ dataset, name }: TableDefinition): Promise<ReadonlySet<string> | undefined> {
    return this.guard(`look up ${dataset}.${name}`, async () => {
      try {
        const [metadata] = await this.client.dataset(dataset).table(name).getMetadata();
        const fields = (metadata as { schema?: { fields?: TableField[] } }).schema?.fields ?? [];
        return new Set(fields.flatMap((field) => (field.name === undefined ? [] : [field.name])));
      } catch (error) {
        if ((error as { code?: unknown }).code === 404) return undefined;
        throw error;
      }
    });
  }

  private async run(name: string, { sql, values }: BoundSql): Promise<Record<string, unknown>[]> {
    const params = { ...values };
    const types = Object.fromEntries(Object.keys(params).map((parameter) => [parameter, 'STRING']));
    const { maximumBytesBilled } = this.options;
    const limit = maximumBytesBilled === undefined ? {} : { maximumBytesBilled: String(maximumBytesBilled) };
    const [rows] = await this.guard(name, () =>
      this.client.query({ query: sql, params, types, labels: labels(name), wrapIntegers: true, ...limit }),
    );
    return rows as Record<string, unknown>[];
  }

  private async guard<T>(name: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw bigqueryFailure(name, error);
    }
  }
}

/** A random pause, so that two conflicting transactions do not meet again. */
function pauseAfter(attempt: number): Promise<void> {
  const longest = FIRST_PAUSE * 2 ** (attempt - 1);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
}

/** Letters, digits, `_` and `-`. The client adds a random part for each attempt. */
function jobName(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, 128);
}

/** A label has lower-case letters, digits, `_` and `-`, at most 63. */
function labels(name: string): Record<string, string> {
  return { application: 'rcm', statement: jobName(name).toLowerCase().slice(0, 63) };
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, worker));
}
