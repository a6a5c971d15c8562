import { SPARK_TIMEOUT_SECONDS } from '../../model/graph';
import type { BucketReference } from '../inputs/bucket-reference';
import type { EncryptionKey } from '../inputs/encryption-key';
import type { NetworkPlacement } from '../inputs/network-placement';
import type { ServiceIdentity } from '../inputs/service-identity';

/** Read by the constructs, their tests and the docs. */
export const SPARK_CLUSTER_DEFAULTS = {
  /** Spark 3.5; the history server reads what clusters of the same version wrote. */
  imageVersion: '2.2-debian12',
  masterMachine: 'n2-standard-4',
  workerMachine: 'n2-standard-4',
  historyMachine: 'n2-standard-2',
  diskGigabytes: 100,
  minimumWorkers: 2,
  maximumWorkers: 10,
  /** Seconds without work after which a cluster that was left behind is deleted. */
  idleSeconds: 1800,
  /** Seconds that a run may take. */
  timeoutSeconds: SPARK_TIMEOUT_SECONDS,
} as const;

/** Where machines of Spark are, and what they are. */
export interface SparkMachines {
  readonly region: string;
  /** What they run as; it must have `roles/dataproc.worker` before. */
  readonly identity: ServiceIdentity;
  /** In `region`. */
  readonly encryptionKey: EncryptionKey;
  readonly placement: NetworkPlacement;
  /** Network tag, by which firewall rules identify them. */
  readonly networkTag: string;
  /** Holds staging files, temporary files and histories: without it Dataproc would make buckets with a key of Google's. */
  readonly stagingBucket: BucketReference;
}

/** Machines without a public address, under their own account, that prove what they booted. */
export function privateMachines({ placement, identity, networkTag }: SparkMachines) {
  return {
    subnetwork: placement.subnetwork,
    internalIpOnly: true,
    // No scopes: the service account's grants are what counts, and stated ones differ on every plan and replace a cluster.
    serviceAccount: identity.email,
    tags: [networkTag],
    shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
  };
}
