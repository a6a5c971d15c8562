import { AIRFLOW_SIZES } from '../constructs/airflow/airflow-sizes';
import type { Stage, StageSettings } from './props/stages';

/** A price that was assumed, in US dollars. */
export interface UnitPrice {
  readonly usd: number;
  readonly unit: string;
  /** What is priced, as Google's price list calls it. */
  readonly what: string;
}

/** The day on which the prices were last looked at. */
export const PRICES_AS_OF = '2026-11-25';
/** Google's own number of hours in a month. */
export const HOURS_PER_MONTH = 730;
const SECONDS_PER_HOUR = 3600;

/** List prices of us-central1, without discounts. They are assumptions: https://cloud.google.com/products/calculator has today's. */
export const PRICES = {
  airflowSmall: { usd: 0.35, unit: 'hour', what: 'Cloud Composer 3, infrastructure of a small environment' },
  airflowMedium: { usd: 0.55, unit: 'hour', what: 'Cloud Composer 3, infrastructure of a medium environment' },
  airflowLarge: { usd: 0.8, unit: 'hour', what: 'Cloud Composer 3, infrastructure of a large environment' },
  airflowCpu: { usd: 0.045, unit: 'vCPU hour', what: 'Cloud Composer, processors' },
  airflowMemory: { usd: 0.005, unit: 'GiB hour', what: 'Cloud Composer, memory' },
  sqlCpu: { usd: 0.0413, unit: 'vCPU hour', what: 'Cloud SQL Enterprise, processors; twice with a standby' },
  sqlMemory: { usd: 0.007, unit: 'GiB hour', what: 'Cloud SQL Enterprise, memory; twice with a standby' },
  sqlDisk: { usd: 0.17, unit: 'GiB month', what: 'Cloud SQL, SSD; twice with a standby' },
  sqlBackup: { usd: 0.08, unit: 'GiB month', what: 'Cloud SQL, backups' },
  jobCpu: { usd: 0.000018, unit: 'vCPU second', what: 'Cloud Run jobs, processors' },
  jobMemory: { usd: 0.000002, unit: 'GiB second', what: 'Cloud Run jobs, memory' },
  queries: { usd: 6.25, unit: 'TiB', what: 'BigQuery, bytes read on demand' },
  tables: { usd: 0.02, unit: 'GiB month', what: 'BigQuery, active logical storage' },
  objects: { usd: 0.02, unit: 'GiB month', what: 'Cloud Storage, Standard class, one region' },
  logs: { usd: 0.5, unit: 'GiB', what: 'Cloud Logging, taken in' },
  keptLogs: { usd: 0.01, unit: 'GiB month', what: 'Cloud Logging, kept longer than a month' },
  keyVersion: { usd: 0.06, unit: 'key version month', what: 'Cloud KMS, software keys' },
  secretVersion: { usd: 0.06, unit: 'secret version month', what: 'Secret Manager' },
  alert: { usd: 0.1, unit: 'condition month', what: 'Cloud Monitoring, alert conditions' },
  address: { usd: 0.005, unit: 'hour', what: 'one fixed external address' },
  gateway: { usd: 0.0014, unit: 'hour for each machine', what: 'Cloud NAT' },
  zone: { usd: 0.2, unit: 'zone month', what: 'Cloud DNS, private zones' },
  sparkMachine: { usd: 0.087, unit: 'hour', what: 'Dataproc, a machine with 2 vCPU and 8 GB' },
  images: { usd: 0.1, unit: 'GiB month', what: 'Artifact Registry' },
  builds: { usd: 0.006, unit: 'minute', what: 'Cloud Build, default machine' },
} as const satisfies Readonly<Record<string, UnitPrice>>;
export type PriceName = keyof typeof PRICES;

/** How much a stage is used: assumptions for a group with two hospitals, one of them with a database of ours. */
export interface MonthlyUse {
  readonly runs: number;
  /** Hours of extract steps, and of all other steps, in a run. */
  readonly extractHours: number;
  readonly otherStepHours: number;
  readonly tableGibibytes: number;
  readonly objectGibibytes: number;
  readonly scannedTebibytes: number;
  readonly logGibibytes: number;
  readonly buildMinutes: number;
}

export const MONTHLY_USE: Readonly<Record<Stage, MonthlyUse>> = {
  dev: {
    runs: 22,
    extractHours: 0.2,
    otherStepHours: 0.5,
    tableGibibytes: 5,
    objectGibibytes: 5,
    scannedTebibytes: 0.1,
    logGibibytes: 20,
    buildMinutes: 300,
  },
  test: {
    runs: 30,
    extractHours: 0.5,
    otherStepHours: 1,
    tableGibibytes: 50,
    objectGibibytes: 50,
    scannedTebibytes: 0.5,
    logGibibytes: 40,
    buildMinutes: 300,
  },
  prod: {
    runs: 30,
    extractHours: 1,
    otherStepHours: 2,
    tableGibibytes: 200,
    objectGibibytes: 300,
    scannedTebibytes: 2,
    logGibibytes: 100,
    buildMinutes: 300,
  },
};
/** What a step that only waits for the warehouse has. */
const OTHER_STEP = { cpus: 1, gibibytes: 2 };
/** A key has its version of this quarter and those that older data is encrypted with: a year's. */
const VERSIONS_PER_KEY = 5;
/** Machines behind the gateway: Airflow's and those of the steps. */
const MACHINES_BEHIND_GATEWAY = 6;
const IMAGE_GIBIBYTES = 5;
/** Of a database's disk that is full, and so in each backup; the backups share what does not change. */
const BACKUP_SHARE = 2;
const DAYS_PER_MONTH = 30;

export interface CostLine {
  /** Part of the platform. */
  readonly part: string;
  readonly price: PriceName;
  readonly quantity: number;
  readonly usd: number;
}

/**
 * What a month of an environment costs.
 * @param counts how many resources of each Terraform type it has.
 */
export function monthlyCosts(
  stage: StageSettings,
  use: MonthlyUse,
  counts: Readonly<Record<string, number>>,
): CostLine[] {
  const count = (type: string) => counts[`google_${type}`] ?? 0;
  const line = (part: string, price: PriceName, quantity: number): CostLine => ({
    part,
    price,
    quantity,
    usd: quantity * PRICES[price].usd,
  });
  return [
    ...airflow(stage).map(([price, quantity]) => line('Airflow', price, quantity)),
    ...databases(stage, count('sql_database_instance')).map(([price, quantity]) =>
      line('hospital databases', price, quantity),
    ),
    ...steps(stage, use).map(([price, quantity]) => line('steps', price, quantity)),
    line('Spark history server', 'sparkMachine', count('dataproc_cluster') * HOURS_PER_MONTH),
    line('warehouse', 'queries', use.scannedTebibytes),
    line('warehouse', 'tables', use.tableGibibytes),
    line('lake', 'objects', use.objectGibibytes),
    line('logs', 'logs', use.logGibibytes),
    line('logs', 'keptLogs', (use.logGibibytes * Math.max(0, stage.auditDays - DAYS_PER_MONTH)) / DAYS_PER_MONTH),
    line('keys and secrets', 'keyVersion', count('kms_crypto_key') * VERSIONS_PER_KEY),
    line('keys and secrets', 'secretVersion', count('secret_manager_secret')),
    line('alerts', 'alert', count('monitoring_alert_policy')),
    line('network', 'address', count('compute_address') * HOURS_PER_MONTH),
    line('network', 'gateway', count('compute_router_nat') * MACHINES_BEHIND_GATEWAY * HOURS_PER_MONTH),
    line('network', 'zone', count('dns_managed_zone')),
    line('delivery', 'images', count('artifact_registry_repository') * IMAGE_GIBIBYTES),
    line('delivery', 'builds', use.buildMinutes),
  ].filter(({ quantity }) => quantity > 0);
}

type Quantity = readonly [PriceName, number];

function airflow({ airflowSize }: StageSettings): Quantity[] {
  const { scheduler, dagProcessor, triggerer, webServer, worker } = AIRFLOW_SIZES[airflowSize].workloads;
  const parts = [
    { ...scheduler },
    { ...dagProcessor },
    { ...triggerer },
    { ...webServer, count: 1 },
    { ...worker, count: worker.minCount },
  ];
  const sum = (of: 'cpu' | 'memoryGb') => parts.reduce((total, part) => total + part[of] * part.count, 0);
  const fee = { small: 'airflowSmall', medium: 'airflowMedium', large: 'airflowLarge' } as const;
  return [
    [fee[airflowSize], HOURS_PER_MONTH],
    ['airflowCpu', sum('cpu') * HOURS_PER_MONTH],
    ['airflowMemory', sum('memoryGb') * HOURS_PER_MONTH],
  ];
}

function databases(stage: StageSettings, instances: number): Quantity[] {
  const [, cpus = '0', megabytes = '0'] = /^db-custom-(\d+)-(\d+)$/.exec(stage.databaseTier) ?? [];
  const machines = instances * (stage.databaseAvailability === 'regional' ? 2 : 1);
  return [
    ['sqlCpu', Number(cpus) * machines * HOURS_PER_MONTH],
    ['sqlMemory', (Number(megabytes) / 1024) * machines * HOURS_PER_MONTH],
    ['sqlDisk', stage.databaseDiskGigabytes * machines],
    ['sqlBackup', stage.databaseDiskGigabytes * BACKUP_SHARE * instances],
  ];
}

function steps({ extractCpus, extractMemoryGibibytes }: StageSettings, use: MonthlyUse): Quantity[] {
  const extract = use.runs * use.extractHours * SECONDS_PER_HOUR;
  const other = use.runs * use.otherStepHours * SECONDS_PER_HOUR;
  return [
    ['jobCpu', extract * extractCpus + other * OTHER_STEP.cpus],
    ['jobMemory', extract * extractMemoryGibibytes + other * OTHER_STEP.gibibytes],
  ];
}

export function totalUsd(lines: readonly CostLine[]): number {
  return lines.reduce((total, { usd }) => total + usd, 0);
}
