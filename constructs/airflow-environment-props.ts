import type { ITerraformDependable } from 'cdktf';
import type { BucketReference } from './bucket-reference';
import type { EncryptionKey } from './encryption-key';
import type { NetworkPlacement } from './network-placement';
import type { ServiceIdentity } from './service-identity';

/** Read by the construct, its test and the docs. */
export const AIRFLOW_ENVIRONMENT_DEFAULTS = {
  /** The provider takes a version without its build as an alias, so that a new build is no difference in the plan. */
  imageVersion: 'composer-3-airflow-2.11.1',
  size: 'ENVIRONMENT_SIZE_SMALL',
  metadataDays: 60,
  /** Cron, UTC. */
  snapshotSchedule: '0 3 * * *',
} as const;

export interface AirflowEnvironmentProps {
  readonly environmentName: string;
  readonly region: string;
  /** What its workers run as. */
  readonly identity: ServiceIdentity;
  /** In `region`; the bucket's key too, or Composer does not take the bucket. */
  readonly encryptionKey: EncryptionKey;
  readonly placement: NetworkPlacement;
  /** Holds `dags/` and `data/`. */
  readonly bucket: BucketReference;
  /** Environment variables of the workers. */
  readonly environment: Readonly<Record<string, string>>;
  /** CIDR ranges from which the web interface answers; sign-in is needed all the same. */
  readonly webRanges: readonly { readonly range: string; readonly description: string }[];
  /** CIDR of a /20 inside the environment that overlaps no network connected to it; ForceNew. @default Composer's own, 100.64.128.0/20 */
  readonly internalRange?: string;
  /** `high`: schedulers and database in two zones. */
  readonly resilience: 'standard' | 'high';
  /** What must be in the bucket first, so that the first parse finds a whole DAG. */
  readonly dependsOn: ITerraformDependable[];
  /** @default AIRFLOW_ENVIRONMENT_DEFAULTS.imageVersion */
  readonly imageVersion?: string;
}
