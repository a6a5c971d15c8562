import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dryRunModel } from '../../jobs/transform/dry-run';
import type { Warehouse } from '../../jobs/warehouse/warehouse';
import type { PipelineSpec } from '../../model/spec';
import { UsageError } from '../errors/usage-error';

/** Runs the model over empty tables of a DuckDB file that is removed again. @throws as `dryRunModel` */
export async function dryRunOnDuckDb(spec: PipelineSpec): Promise<void> {
  const { DuckDbWarehouse } =
    require('../../jobs/warehouse/duckdb/warehouse') as typeof import('../../jobs/warehouse/duckdb/warehouse');
  const folder = await mkdtemp(join(tmpdir(), 'rcm-model-'));
  try {
    await runOn(await DuckDbWarehouse.open(join(folder, 'empty.duckdb')), spec);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The same on a BigQuery emulator, which keeps the empty tables.
 * @param address `http://HOST:PORT/PROJECT`
 * @throws UsageError for another address
 */
export async function dryRunOnEmulator(spec: PipelineSpec, address: string): Promise<void> {
  const { BigQueryWarehouse } =
    require('../../jobs/warehouse/bigquery/warehouse') as typeof import('../../jobs/warehouse/bigquery/warehouse');
  const parts = /^(https?:\/\/[^/]+)\/([a-z0-9-]+)$/.exec(address);
  const [, endpoint = '', projectId = ''] = parts ?? [];
  if (!parts)
    throw new UsageError(`${address} is not the address of an emulator`, 'Write it as http://HOST:PORT/PROJECT.');
  await runOn(await BigQueryWarehouse.open({ endpoint, projectId, location: spec.region }), spec);
}

async function runOn(warehouse: Warehouse, spec: PipelineSpec): Promise<void> {
  try {
    await dryRunModel(spec, warehouse);
  } finally {
    await warehouse.close();
  }
}
