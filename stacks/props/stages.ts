import type { AirflowSizeName } from '../../constructs/airflow/airflow-sizes';
import type { Protection } from '../../constructs/inputs/protection';
import { SEVEN_YEARS_DAYS, SIX_YEARS_DAYS } from '../../model/retention';
import type { EnvironmentSpec } from '../../model/spec';

export type Stage = EnvironmentSpec['stage'];

/** Everything in which a development, a test and a production environment differ. */
export interface StageSettings {
  /** `destroyable`: `cdktf destroy` takes all of it away, data and keys too. */
  readonly protection: Protection;
  /** `regional`: a hospital's database has a standby in another zone. */
  readonly databaseAvailability: 'regional' | 'zonal';
  /** Machine of a hospital's database, unless the hospital names another. */
  readonly databaseTier: string;
  /** Gigabytes at the start; it grows by itself. */
  readonly databaseDiskGigabytes: number;
  /** Daily backups of a hospital's database that are kept. */
  readonly databaseBackups: number;
  /** Days in which nobody can delete or overwrite an original file or an access log; 0: anybody with the right may. */
  readonly keepDays: number;
  /** Days after which original files and access logs are deleted; more than `keepDays`. */
  readonly deleteAfterDays: number;
  /** Days that the audit logs are kept. */
  readonly auditDays: number;
  /** Days in which a deleted object can be brought back, 7 to 90; 0: not at all. */
  readonly softDeleteDays: number;
  /** Machines of Airflow, constructs/airflow/airflow-sizes.ts. */
  readonly airflowSize: AirflowSizeName;
  /** `high`: schedulers and database in two zones. */
  readonly airflowResilience: 'standard' | 'high';
  /** A snapshot of Airflow each night, to go back to before an upgrade. */
  readonly airflowSnapshots: boolean;
  /** Spark's history server: what a batch did, after its machines are gone. */
  readonly sparkHistoryServer: boolean;
  /** Most machines of an ephemeral Spark cluster. */
  readonly sparkWorkers: number;
  /** Processors of an extract step. */
  readonly extractCpus: number;
  /** Memory of an extract step, which converts whole parts of a table in memory. */
  readonly extractMemoryGibibytes: number;
  /** `as_listed`: each alert with the severity that stacks/monitoring/alerts.ts gives it; `warning`: nobody is woken. */
  readonly alertSeverity: 'as_listed' | 'warning';
  /** An alert when no run has succeeded for a day. */
  readonly lateDataAlert: boolean;
  /** US dollars a month, for the budget's alerts. docs/costs.md shows how it adds up. */
  readonly monthlyBudgetUsd: number;
  /** GiB that one query job of BigQuery may bill; a job that would read more ends before it reads. docs/costs.md */
  readonly maximumGibibytesBilled: number;
}

/** Machines of Cloud SQL in the edition ENTERPRISE, which is the one that `db-custom` belongs to. */
export const DATABASE_TIER = /^db-(custom-[0-9]+-[0-9]+|f1-micro|g1-small)$/;

/**
 * The stages, side by side. Development holds invented data only: it is made and destroyed at will, so nothing in it may be kept from
 * being deleted. Test is protected like production and keeps less. Production keeps what the law asks.
 */
export const STAGES: Readonly<Record<Stage, StageSettings>> = {
  dev: {
    protection: 'destroyable',
    databaseAvailability: 'zonal',
    databaseTier: 'db-custom-1-3840',
    databaseDiskGigabytes: 10,
    databaseBackups: 7,
    keepDays: 0,
    deleteAfterDays: 90,
    auditDays: 30,
    softDeleteDays: 0,
    airflowSize: 'small',
    airflowResilience: 'standard',
    airflowSnapshots: false,
    sparkHistoryServer: false,
    sparkWorkers: 4,
    extractCpus: 2,
    extractMemoryGibibytes: 4,
    alertSeverity: 'warning',
    lateDataAlert: false,
    monthlyBudgetUsd: 800,
    maximumGibibytesBilled: 100,
  },
  test: {
    protection: 'protected',
    databaseAvailability: 'zonal',
    databaseTier: 'db-custom-2-7680',
    databaseDiskGigabytes: 50,
    databaseBackups: 14,
    keepDays: 30,
    deleteAfterDays: 365,
    auditDays: 400,
    softDeleteDays: 7,
    airflowSize: 'small',
    airflowResilience: 'standard',
    airflowSnapshots: true,
    sparkHistoryServer: true,
    sparkWorkers: 4,
    extractCpus: 4,
    extractMemoryGibibytes: 8,
    alertSeverity: 'as_listed',
    lateDataAlert: true,
    monthlyBudgetUsd: 900,
    maximumGibibytesBilled: 500,
  },
  prod: {
    protection: 'protected',
    databaseAvailability: 'regional',
    databaseTier: 'db-custom-2-7680',
    databaseDiskGigabytes: 50,
    databaseBackups: 30,
    keepDays: SIX_YEARS_DAYS,
    deleteAfterDays: SEVEN_YEARS_DAYS,
    auditDays: SIX_YEARS_DAYS,
    softDeleteDays: 30,
    airflowSize: 'medium',
    airflowResilience: 'high',
    airflowSnapshots: true,
    sparkHistoryServer: true,
    sparkWorkers: 10,
    extractCpus: 4,
    extractMemoryGibibytes: 8,
    alertSeverity: 'as_listed',
    lateDataAlert: true,
    monthlyBudgetUsd: 2000,
    maximumGibibytesBilled: 2048,
  },
};

/**
 * Values from weak to strong, for settings that guard something: in production a weaker one needs a reason. `number`: more is
 * stronger; null: a size or an amount of money, which weakens nothing.
 */
export const STRENGTH: Readonly<Record<keyof StageSettings, 'number' | readonly (string | boolean)[] | null>> = {
  protection: ['destroyable', 'protected'],
  databaseAvailability: ['zonal', 'regional'],
  databaseTier: null,
  databaseDiskGigabytes: null,
  databaseBackups: 'number',
  keepDays: 'number',
  deleteAfterDays: 'number',
  auditDays: 'number',
  softDeleteDays: 'number',
  airflowSize: null,
  airflowResilience: ['standard', 'high'],
  airflowSnapshots: [false, true],
  sparkHistoryServer: [false, true],
  sparkWorkers: null,
  extractCpus: null,
  extractMemoryGibibytes: null,
  alertSeverity: ['warning', 'as_listed'],
  lateDataAlert: [false, true],
  monthlyBudgetUsd: null,
  maximumGibibytesBilled: null,
};

/** Whether `given` guards less than `listed` does. */
export function isWeaker<Setting extends keyof StageSettings>(
  setting: Setting,
  given: StageSettings[Setting],
  listed: StageSettings[Setting],
): boolean {
  const order = STRENGTH[setting];
  if (order === null) return false;
  if (order === 'number') return Number(given) < Number(listed);
  return order.indexOf(given as string | boolean) < order.indexOf(listed as string | boolean);
}

/** Stages whose retention may be locked: a lock in any other would outlive what it is for. */
export const LOCKABLE_STAGES: readonly Stage[] = ['prod'];
