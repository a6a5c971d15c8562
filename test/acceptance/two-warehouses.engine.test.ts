import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalStore } from '../../jobs/lake/local-store';
import { newRunId, type RunResult, runPipeline } from '../../jobs/run/run';
import { type Context, contextOf, openContext } from '../../jobs/steps/context';
import { DuckDbWarehouse } from '../../jobs/warehouse/duckdb/warehouse';
import type { Row, Warehouse } from '../../jobs/warehouse/warehouse';
import { ENTITIES, quarantineTable, silverTable } from '../../model/catalogue';
import { GOLD_TABLES } from '../../model/gold';
import type { PipelineSpec } from '../../model/spec';
import type { TableDefinition } from '../../model/types';
import { writeSample } from '../../sample/write';
import { describeEngine } from '../engines/available';
import { type BigQueryEngine, startBigQuery } from '../engines/bigquery';
import { uniqueName } from '../engines/engine-process';
import { sharedGcs } from '../engines/shared-engines';
import { sampleSpec } from './sample-spec';

/** Every column that the model gives the table, in its order: rows that differ only in what an engine adds are equal. */
async function contents(warehouse: Warehouse, table: TableDefinition): Promise<string[]> {
  const { dialect } = warehouse;
  // With an alias: the emulator takes a column that is called like its table (npi) for the whole row.
  const columns = table.columns.map(({ name }) => `t.${dialect.identifier(name)}`).join(', ');
  const rows = await warehouse.query({
    name: 'test.contents',
    sql: `select ${columns} from ${dialect.table(table)} t`,
  });
  return rows.map((row: Row) => JSON.stringify(table.columns.map(({ name }) => row[name]))).sort();
}

describeEngine(['bigquery', 'gcs'], 'DuckDB and BigQuery, over the same landed files', () => {
  let folder: string;
  let emulator: BigQueryEngine;
  let duckdb: Context;
  let bigquery: Context;
  const results: RunResult[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'two-warehouses-'));
    const gcs = sharedGcs();
    const bucket = (use: string) => gcs.createBucket(uniqueName(`${use}-`));
    // One of its own: the datasets have the names that every environment has.
    emulator = await startBigQuery({ gcs });
    const spec: PipelineSpec = { ...sampleSpec(), project: emulator.projectId };
    const buckets = {
      inbox: await bucket('inbox'),
      landing: await bucket('landing'),
      archive: await bucket('archive'),
      curated: await bucket('curated'),
      code: await bucket('code'),
    };
    const endpoints = { bigquery: emulator.endpoint, storage: gcs.endpoint };
    const extractsFolder = join(folder, 'extracts');
    bigquery = await openContext({ ...spec, buckets }, { engines: 'cloud', folder, endpoints, extractsFolder });
    const warehouse = await DuckDbWarehouse.open(join(folder, 'warehouse.duckdb'));
    duckdb = contextOf(bigquery.spec, {
      ...bigquery,
      warehouse,
      reports: new LocalStore(join(folder, 'reports')),
      ownsTables: true,
    });
    const sample = {
      spec,
      patients: 200,
      encounters: 200,
      extractsFolder,
      inboxFolder: join(folder, 'inbox'),
      truthFolder: join(folder, 'truth'),
    };
    for (const day of [1, 2] as const) {
      await writeSample({ ...sample, day });
      await upload(new LocalStore(sample.inboxFolder), bigquery);
      const runId = newRunId();
      // The second finds what the first has landed, so both warehouses take in the same bytes.
      results.push(await runPipeline(duckdb, { runId }));
      results.push(await runPipeline(bigquery, { runId }));
    }
  }, 600_000);

  afterAll(async () => {
    await Promise.all([duckdb?.close(), bigquery?.close()]);
    await emulator?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('both run every step, on both days', () => {
    expect(
      results.flatMap((result) =>
        [...result.steps].filter(([, step]) => step.error).map(([id, step]) => `${id}: ${step.error?.message}`),
      ),
    ).toEqual([]);
    expect(results).toHaveLength(4);
  });

  it.each(
    [...ENTITIES.map(silverTable), ...GOLD_TABLES, ...ENTITIES.map(quarantineTable)].map(
      (table) => [`${table.dataset}.${table.name}`, table] as const,
    ),
  )(
    '%s is the same in both, cell by cell',
    async (_name, table) => {
      const [here, there] = await Promise.all([contents(duckdb.warehouse, table), contents(bigquery.warehouse, table)]);
      expect(there).toEqual(here);
    },
    60_000,
  );

  it('compared tables that have rows', async () => {
    const sizes = await Promise.all(
      [...ENTITIES.map(silverTable), ...GOLD_TABLES].map((table) => contents(duckdb.warehouse, table)),
    );
    expect(sizes.filter((rows) => rows.length === 0)).toEqual([]);
  });
});

async function upload(from: LocalStore, context: Context): Promise<void> {
  for (const { key } of await from.list('')) {
    await context.lake.inbox.writeFile(key, from.uri(key));
    await from.deletePrefix(key);
  }
}
