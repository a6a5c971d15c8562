import { AIRFLOW_SIZES } from '../constructs/airflow/airflow-sizes';
import { CONTAINER_JOB_DEFAULTS } from '../constructs/run/container-job-props';
import { PRICES, type PriceName } from '../model/prices';
import type { Stage, StageSettings } from './props/stages';

/** Google's own number of hours in a month. */
export const HOURS_PER_MONTH = 730;
const SECONDS_PER_HOUR = 3600;

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
export const OTHER_STEP = {
  cpus: Number(CONTAINER_JOB_DEFAULTS.cpu),
  gibibytes: Number.parseInt(CONTAINER_JOB_DEFAULTS.memory, 10),
};
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
