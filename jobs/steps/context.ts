import { join } from 'node:path';

import { environmentTables, ownerTables } from '../../model/catalogue';
import { REFERENCE_OWNER } from '../../model/datasets';
import { modelOf } from '../../model/model';
import { OPS_TABLES } from '../../model/ops';
import type { HospitalSpec, PipelineSpec } from '../../model/spec';
import type { TableDefinition } from '../../model/types';
import type { EnginePlace, Stores } from '../engines/engines';
import { enginesNamed } from '../engines/registry';
import { openSource } from '../sources/registry';
import type { TableSource } from '../sources/source';
import type { Warehouse } from '../warehouse/warehouse';

/** Everything a step may touch. One per process; close it when done. */
export interface Context extends Stores {
  readonly spec: PipelineSpec;
  readonly warehouse: Warehouse;
  /** Creates missing tables of `ops` where the engines create tables; elsewhere Terraform has created them. */
  prepareAudit(): Promise<void>;
  /** The same for all tables. */
  prepareTables(): Promise<void>;
  /** Opens a hospital's EMR; the caller closes it. */
  openEmr(hospital: HospitalSpec): TableSource;
  close(): Promise<void>;
}

/** Which engines to open, where, and what to read. */
export interface ContextOptions extends EnginePlace {
  /** Id of the engines, e.g. `embedded`. */
  readonly engines: string;
  /** Folder of CSV extracts that stands for the EMRs, `<hospital>/<table>.csv`. @default the hospitals' MySQL databases are read */
  readonly extractsFolder?: string;
}

/** Engines that are open already. */
export interface OpenEngines extends Stores, Pick<Context, 'warehouse' | 'openEmr'> {
  /** Whether missing tables are created here. */
  readonly ownsTables: boolean;
}

/** Every table of an environment. Terraform creates them in the cloud; the embedded engines create them themselves. */
export function warehouseTables(spec: PipelineSpec): TableDefinition[] {
  const model = modelOf(spec);
  const owned = spec.hospitals.flatMap((hospital) =>
    ownerTables(model, hospital.id, [...hospital.tables, ...hospital.feeds.map((feed) => feed.table)]),
  );
  const reference = ownerTables(
    model,
    REFERENCE_OWNER,
    spec.references.map((feed) => feed.table),
  );
  return [...environmentTables(model), ...reference, ...owned];
}

/** A context over engines that are open already. Closing it closes the warehouse. */
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
 * Opens the engines.
 * @throws JobError `WAREHOUSE_LOCKED` when another process holds the local warehouse.
 */
export async function openContext(spec: PipelineSpec, options: ContextOptions): Promise<Context> {
  const { extractsFolder } = options;
  const engines = enginesNamed(options.engines);
  const secrets = engines.secrets(spec, options);
  const stores = await engines.openStores(spec, options);
  return contextOf(spec, {
    ...stores,
    warehouse: await engines.openWarehouse(spec, options),
    ownsTables: engines.ownsTables(options),
    openEmr: (hospital) =>
      openSource(hospital, {
        secrets,
        ...(extractsFolder === undefined ? {} : { extractsFolder: join(extractsFolder, hospital.id) }),
      }),
  });
}
