import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { environmentTables, ownerTables } from '../../model/catalogue';
import { REFERENCE_OWNER } from '../../model/datasets';
import { OPS_TABLES } from '../../model/ops';
import type { HospitalSpec, PipelineSpec } from '../../model/spec';
import type { TableDefinition } from '../../model/types';
import { localFolders } from '../engines/embedded/local-folders';
import { LocalStore } from '../lake/local-store';
import type { Lake, ObjectStore } from '../lake/object-store';
import { EnvironmentSecrets, type SecretStore } from '../secrets/environment';
import { openSource } from '../sources/extract-table';
import type { TableSource } from '../sources/source';
import type { Warehouse } from '../warehouse/warehouse';

/** Everything a step may touch. One per process; close it when done. */
export interface Context {
  readonly spec: PipelineSpec;
  readonly warehouse: Warehouse;
  readonly lake: Lake;
  /** Where dashboard.html and kpis.json go. */
  readonly reports: ObjectStore;
  /** Makes the tables of `ops` where this machine's warehouse lacks them; in the cloud Terraform has made them. */
  prepareAudit(): Promise<void>;
  /** The same for all tables. */
  prepareTables(): Promise<void>;
  /** Opens a hospital's EMR; the caller closes it. */
  openEmr(hospital: HospitalSpec): TableSource;
  close(): Promise<void>;
}

interface Sources {
  /** Folder of CSV extracts that stands for the EMRs, `<hospital>/<table>.csv`. @default the hospitals' MySQL databases are read */
  readonly extractsFolder?: string;
}

/** The engines of this machine: DuckDB and a folder. */
export interface EmbeddedEngines extends Sources {
  readonly engines: 'embedded';
  /** State of the environment, e.g. `.rcm/sunrise-dev`. */
  readonly folder: string;
}

/** BigQuery and Cloud Storage of the environment's project. */
export interface CloudEngines extends Sources {
  readonly engines: 'cloud';
  /** Other addresses than Google's, for emulators. @default Google's */
  readonly endpoints?: { readonly bigquery: string; readonly storage: string };
}

/** Every table of an environment: what Terraform makes in the cloud and the embedded warehouse makes for itself. */
export function warehouseTables(spec: PipelineSpec): TableDefinition[] {
  const owned = spec.hospitals.flatMap((hospital) =>
    ownerTables(hospital.id, [...hospital.tables, ...hospital.feeds.map((feed) => feed.table)]),
  );
  const reference = ownerTables(
    REFERENCE_OWNER,
    spec.references.map((feed) => feed.table),
  );
  return [...environmentTables(), ...reference, ...owned];
}

/** Engines that are open already. */
export interface OpenEngines extends Pick<Context, 'warehouse' | 'lake' | 'reports' | 'openEmr'> {
  /** Whether missing tables are made here: true for DuckDB and emulators, false where Terraform has made them. */
  readonly ownsTables: boolean;
}

/** A context over engines that are open already; closing it closes the warehouse. */
export function contextOf(spec: PipelineSpec, { ownsTables, ...engines }: OpenEngines): Context {
  const prepare = async (tables: readonly TableDefinition[]) => {
    if (ownsTables) await engines.warehouse.createTables(tables);
  };
  return {
    spec,
    ...engines,
    prepareAudit: () => prepare(OPS_TABLES),
    prepareTables: () => prepare(warehouseTables(spec)),
    close: () => engines.warehouse.close(),
  };
}

/**
 * Opens the engines. The clients are loaded here and not at import: the embedded path never loads Google's.
 * @throws JobError `WAREHOUSE_LOCKED` when another process holds the local warehouse.
 */
export async function openContext(spec: PipelineSpec, options: EmbeddedEngines | CloudEngines): Promise<Context> {
  const secrets = options.engines === 'embedded' ? new EnvironmentSecrets() : cloudSecrets(spec);
  const stores = options.engines === 'embedded' ? await localStores(options.folder) : await cloudStores(spec, options);
  const warehouse =
    options.engines === 'embedded' ? await localWarehouse(options.folder) : await cloudWarehouse(spec, options);
  const { extractsFolder } = options;
  return contextOf(spec, {
    warehouse,
    ...stores,
    ownsTables: options.engines === 'embedded' || options.endpoints !== undefined,
    openEmr: (hospital) =>
      openSource(hospital, {
        secrets,
        ...(extractsFolder ? { extractsFolder: join(extractsFolder, hospital.id) } : {}),
      }),
  });
}

/** The stores alone, for work that needs no warehouse and must not hold it. */
export async function openLake(spec: PipelineSpec, options: EmbeddedEngines | CloudEngines): Promise<Lake> {
  const stores = options.engines === 'embedded' ? localStores(options.folder) : cloudStores(spec, options);
  return (await stores).lake;
}

async function localStores(folder: string): Promise<Pick<Context, 'lake' | 'reports'>> {
  const folders = localFolders(folder);
  await mkdir(folders.runs, { recursive: true });
  return {
    lake: {
      inbox: new LocalStore(folders.inbox),
      landing: new LocalStore(folders.landing),
      archive: new LocalStore(folders.archive),
    },
    reports: new LocalStore(folders.reports),
  };
}

async function localWarehouse(folder: string): Promise<Warehouse> {
  const { DuckDbWarehouse } =
    require('../warehouse/duckdb/warehouse') as typeof import('../warehouse/duckdb/warehouse');
  return DuckDbWarehouse.open(localFolders(folder).warehouse);
}

function cloudSecrets(spec: PipelineSpec): SecretStore {
  const { SecretManagerSecrets } = require('../secrets/secret-manager') as typeof import('../secrets/secret-manager');
  return new EnvironmentSecrets(process.env, new SecretManagerSecrets(spec.project));
}

async function cloudStores(
  spec: PipelineSpec,
  { endpoints }: CloudEngines,
): Promise<Pick<Context, 'lake' | 'reports'>> {
  const { GcsStore } = require('../lake/gcs-store') as typeof import('../lake/gcs-store');
  const store = (bucket: string) => new GcsStore(bucket, endpoints ? { endpoint: endpoints.storage } : {});
  const { inbox, landing, archive, curated } = spec.buckets;
  return { lake: { inbox: store(inbox), landing: store(landing), archive: store(archive) }, reports: store(curated) };
}

async function cloudWarehouse(spec: PipelineSpec, { endpoints }: CloudEngines): Promise<Warehouse> {
  const { BigQueryWarehouse } =
    require('../warehouse/bigquery/warehouse') as typeof import('../warehouse/bigquery/warehouse');
  return BigQueryWarehouse.open({
    projectId: spec.project,
    location: spec.region,
    ...(endpoints ? { endpoint: endpoints.bigquery } : {}),
  });
}
