import type { ITerraformDependable } from 'cdktf';
import { SPARK_TIMEOUT_SECONDS } from '../../model/graph';
import type { BucketReference } from '../inputs/bucket-reference';
import type { EncryptionKey } from '../inputs/encryption-key';
import type { NetworkPlacement } from '../inputs/network-placement';
import type { ServiceIdentity } from '../inputs/service-identity';

/** Read by the construct, its test and the docs. */
export const SPARK_BATCH_DEFAULTS = {
  /** Spark 3.5. */
  runtimeVersion: '2.2',
  /** Seconds after which a batch is ended, whatever it does. */
  timeToLiveSeconds: SPARK_TIMEOUT_SECONDS,
  /** Executors that a batch may grow to; each has four processors. */
  maximumExecutors: 20,
} as const;

/** A Python file of a program, by its text: Terraform uploads it. */
export interface SparkFile {
  /** e.g. `extract_table.py` */
  readonly name: string;
  readonly text: string;
}

export interface SparkBatchProps {
  /** Letters, digits and underscores, e.g. `extract_table`: also the name of the settings' file. */
  readonly batchName: string;
  readonly region: string;
  /** What its machines run as; it must have `roles/dataproc.worker` before. */
  readonly identity: ServiceIdentity;
  /** In `region`. */
  readonly encryptionKey: EncryptionKey;
  readonly placement: NetworkPlacement;
  /** Network tag, by which firewall rules identify its machines. */
  readonly networkTag: string;
  /** Holds programs under `spark/` and settings under `data/spark/`. */
  readonly codeBucket: BucketReference;
  /** Holds what batches leave: their output, dependencies and history. */
  readonly stagingBucket: BucketReference;
  /** First the one to start, then those it imports. */
  readonly program: readonly [SparkFile, ...SparkFile[]];
  /** Names of Java archives under `spark/jars/` of the code bucket, put there by hand: no machine of a batch reaches a repository. @default none */
  readonly jars?: readonly string[];
  /** Full resource name of a cluster that shows what batches did. @default none */
  readonly historyServer?: string;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default SPARK_BATCH_DEFAULTS.runtimeVersion */
  readonly runtimeVersion?: string;
  /** @default SPARK_BATCH_DEFAULTS.timeToLiveSeconds */
  readonly timeToLiveSeconds?: number;
  /** @default SPARK_BATCH_DEFAULTS.maximumExecutors */
  readonly maximumExecutors?: number;
  /** @default nothing */
  readonly dependsOn?: ITerraformDependable[];
}
