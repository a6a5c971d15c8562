import type { PipelineSpec } from '../../model/spec';
import type { Lake, ObjectStore } from '../lake/object-store';
import type { SecretStore } from '../secrets/secret-store';
import type { Warehouse } from '../warehouse/warehouse';

/** Where engines keep an environment's data. */
export interface EnginePlace {
  /** State of the environment on this machine, e.g. `.rcm/sunrise-dev`. Engines that keep data there close it to other users. */
  readonly folder: string;
  /** Addresses of emulators, by service, e.g. `bigquery`. @default the services' own addresses */
  readonly endpoints?: Readonly<Record<string, string>>;
}

/** The stores of an environment. */
export interface Stores {
  readonly lake: Lake;
  /** Holds dashboard.html and kpis.json. */
  readonly reports: ObjectStore;
}

/**
 * What the pipeline runs on: stores, a warehouse that loads from them, and secrets.
 * Each member loads its clients when it opens something, so that choosing one loads nothing of the others.
 */
export interface Engines {
  /** What `--engines` takes. */
  readonly id: string;
  /** What they are, in a few words for the help. */
  readonly title: string;
  /** Whether CSV extracts may stand for the hospitals' databases. */
  readonly takesExtracts: boolean;
  /** Whether the pipeline creates missing tables; false where Terraform has created them. */
  ownsTables(place: EnginePlace): boolean;
  openStores(spec: PipelineSpec, place: EnginePlace): Promise<Stores>;
  /** @throws JobError `WAREHOUSE_*` */
  openWarehouse(spec: PipelineSpec, place: EnginePlace): Promise<Warehouse>;
  secrets(spec: PipelineSpec, place: EnginePlace): SecretStore;
}
