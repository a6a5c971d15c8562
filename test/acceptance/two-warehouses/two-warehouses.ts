import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalStore } from '../../../jobs/lake/local-store';
import { newRunId, runPipeline } from '../../../jobs/run/run';
import { type Context, contextOf, openContext } from '../../../jobs/steps/context';
import { DuckDbWarehouse } from '../../../jobs/warehouse/duckdb/warehouse';
import type { PipelineSpec } from '../../../model/spec';
import type { TableDefinition } from '../../../model/types';
import type { SampleDay } from '../../../sample/calendar';
import { writeSample } from '../../../sample/write';
import { uniqueName } from '../../engines/engine-process';
import { sharedBigQuery, sharedGcs } from '../../engines/shared-engines';
import { GROUP_SIZE } from '../emr-group';
import { failures } from '../sample-pipeline';
import { tableContents } from '../table-contents';

/** A group whose landed files go into both warehouses: the same bytes, so the same tables. */
export interface TwoWarehouses {
  /** Writes the sources of a day, and runs the pipeline over both. @returns the steps that failed, by warehouse. */
  run(day: SampleDay): Promise<Record<'duckdb' | 'bigquery', string[]>>;
  /** The rows of a table in each. */
  rows(table: TableDefinition): Promise<Record<'duckdb' | 'bigquery', string[]>>;
  remove(): Promise<void>;
}

/** Opens both warehouses, empty. BigQuery is the emulator of the test file: its datasets have the names that every environment has. */
export async function openTwoWarehouses(group: PipelineSpec): Promise<TwoWarehouses> {
  const folder = await mkdtemp(join(tmpdir(), 'two-warehouses-'));
  const emulator = sharedBigQuery();
  const gcs = sharedGcs();
  const bucket = (use: string) => gcs.createBucket(uniqueName(`${use}-`));
  const buckets = {
    inbox: await bucket('inbox'),
    landing: await bucket('landing'),
    archive: await bucket('archive'),
    curated: await bucket('curated'),
    code: await bucket('code'),
  };
  const spec: PipelineSpec = { ...group, project: emulator.projectId, buckets };
  const endpoints = { bigquery: emulator.endpoint, storage: gcs.endpoint };
  const extractsFolder = join(folder, 'extracts');
  const bigquery = await openContext(spec, { engines: 'cloud', folder, endpoints, extractsFolder });
  const duckdb = contextOf(bigquery.spec, {
    ...bigquery,
    warehouse: await DuckDbWarehouse.open(join(folder, 'warehouse.duckdb')),
    reports: new LocalStore(join(folder, 'reports')),
    ownsTables: true,
  });
  return {
    async run(day) {
      const inboxFolder = join(folder, 'inbox');
      await writeSample({ spec, day, ...GROUP_SIZE, extractsFolder, inboxFolder, truthFolder: join(folder, 'truth') });
      await upload(new LocalStore(inboxFolder), bigquery);
      const runId = newRunId();
      // The second finds what the first has landed.
      const here = await runPipeline(duckdb, { runId });
      // One step at a time: the emulator now and then refuses a statement that runs beside another.
      const there = await runPipeline(bigquery, { runId, concurrency: 1 });
      return { duckdb: failures(here), bigquery: failures(there) };
    },
    async rows(table) {
      const [here, there] = await Promise.all([
        tableContents(duckdb.warehouse, table),
        tableContents(bigquery.warehouse, table),
      ]);
      return { duckdb: here, bigquery: there };
    },
    async remove() {
      await Promise.all([duckdb.close(), bigquery.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function upload(from: LocalStore, context: Context): Promise<void> {
  for (const { key } of await from.list('')) {
    await context.lake.inbox.writeFile(key, from.uri(key));
    await from.deletePrefix(key);
  }
}
