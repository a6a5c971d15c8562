import type { ITerraformDependable } from 'cdktf';
import type { BucketReference } from '../inputs/bucket-reference';
import type { EncryptionKey } from '../inputs/encryption-key';
import type { NetworkPlacement } from '../inputs/network-placement';
import type { ServiceIdentity } from '../inputs/service-identity';
import type { AirflowSize } from './airflow-sizes';

/** Read by the construct, its test and the docs. */
export const AIRFLOW_ENVIRONMENT_DEFAULTS = {
  /** Without a build: the provider treats it as an alias, so that a new build changes nothing in the plan. */
  imageVersion: 'composer-3-airflow-2.11.1',
  metadataDays: 60,
  /** Cron, UTC. */
  snapshotSchedule: '0 3 * * *',
  /** UTC. */
  maintenanceStart: '18:00',
} as const;

/** The versions that the DAG is tested with: Composer 3 with Airflow 2.11; the build may be named or left to Google. */
export const AIRFLOW_IMAGE_VERSION = /^composer-3-airflow-2\.11\.[0-9]+(-build\.[0-9]+)?$/;
/** hh:mm */
export const TIME_OF_DAY = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;

export interface AirflowEnvironmentProps {
  readonly environmentName: string;
  readonly region: string;
  /** What its workers run as; it must have `roles/composer.worker` before. */
  readonly identity: ServiceIdentity;
  /** In `region`; the bucket's key too, or Composer does not take the bucket. */
  readonly encryptionKey: EncryptionKey;
  readonly placement: NetworkPlacement;
  /** Holds `dags/` and `data/`. */
  readonly bucket: BucketReference;
  /** Environment variables of the workers. */
  readonly environment: Readonly<Record<string, string>>;
  /** CIDR ranges from which the web interface answers, at least one; sign-in is needed all the same. */
  readonly webRanges: readonly { readonly range: string; readonly description: string }[];
  /** CIDR of a /20 inside the environment that overlaps no network connected to it; ForceNew. @default Composer's own, 100.64.128.0/20 */
  readonly internalRange?: string;
  /** `high`: every part and the database in two zones; takes a size that has every part twice. */
  readonly resilience: 'standard' | 'high';
  /** What must be in the bucket first, so that Airflow's first parse finds a complete DAG. */
  readonly dependsOn: ITerraformDependable[];
  /**
   * Our stacks always set it: the stage's size with the environment's own `airflow.workloads`.
   * @default AIRFLOW_SIZES.small
   */
  readonly size?: AirflowSize;
  /** Composer 3 with Airflow 2.11. @default AIRFLOW_ENVIRONMENT_DEFAULTS.imageVersion */
  readonly imageVersion?: string;
  /**
   * When a snapshot is taken: cron, UTC; null: never, and there is nothing to go back to before an upgrade. Our stacks always set it:
   * the default or null, as the stage says.
   * @default AIRFLOW_ENVIRONMENT_DEFAULTS.snapshotSchedule
   */
  readonly snapshotSchedule?: string | null;
  /**
   * Time of day, hh:mm, UTC, from which Google may maintain the environment on Saturdays and Sundays, six hours each: tasks can be
   * interrupted then. Our stacks always set it: eight hours after the daily run, or the environment's choice.
   * @default AIRFLOW_ENVIRONMENT_DEFAULTS.maintenanceStart
   */
  readonly maintenanceStart?: string;
}
