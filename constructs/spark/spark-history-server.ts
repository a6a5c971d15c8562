import { DataprocCluster } from '@cdktf/provider-google/lib/dataproc-cluster';
import { Construct } from 'constructs';
import { dataClassLabel } from '../inputs/data-class';
import { keyNameFor } from '../inputs/encryption-key';
import type { SparkHistoryServerProps } from './spark-history-server-props';
import { privateMachines, SPARK_CLUSTER_DEFAULTS } from './spark-machines';

/**
 * Shows what Spark batches and clusters did after their machines are gone: a cluster of one machine that runs nothing, which is how
 * Google documents a persistent history server. Accounts that may use the cluster open its pages through Google's gateway.
 * It costs as much as its machine; nearly every change replaces it, and loses nothing, because the histories are in the bucket.
 * @example
 * ```ts
 * new SparkHistoryServer(stack, 'history', {
 *   clusterName: 'sunrise-dev-history',
 *   region: 'us-central1',
 *   identity: { email: 'rcm-spark@sunrise-rcm-dev.iam.gserviceaccount.com' },
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/dataproc',
 *     location: 'us-central1',
 *   },
 *   placement: {
 *     network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network',
 *     subnetwork: 'projects/sunrise-rcm-dev/regions/us-central1/subnetworks/sunrise-dev-workloads',
 *   },
 *   networkTag: 'sunrise-dev-spark',
 *   stagingBucket: { name: 'sunrise-rcm-dev-spark' },
 * });
 * ```
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export class SparkHistoryServer extends Construct {
  readonly cluster: DataprocCluster;

  constructor(scope: Construct, id: string, props: SparkHistoryServerProps) {
    super(scope, id);
    const { imageVersion, historyMachine, diskGigabytes } = SPARK_CLUSTER_DEFAULTS;
    this.cluster = new DataprocCluster(this, 'cluster', {
      name: props.clusterName,
      region: props.region,
      labels: dataClassLabel('none'),
      ...(props.dependsOn ? { dependsOn: props.dependsOn } : {}),
      clusterConfig: {
        stagingBucket: props.stagingBucket.name,
        tempBucket: props.stagingBucket.name,
        encryptionConfig: { kmsKeyName: keyNameFor(props.encryptionKey, props.region) },
        gceClusterConfig: privateMachines(props),
        masterConfig: {
          numInstances: 1,
          machineType: historyMachine,
          diskConfig: { bootDiskType: 'pd-balanced', bootDiskSizeGb: diskGigabytes },
        },
        softwareConfig: {
          imageVersion,
          overrideProperties: {
            // One machine.
            'dataproc:dataproc.allow.zero.workers': 'true',
            // Where every cluster whose temporary bucket this is keeps its history, in a folder of its own.
            'spark:spark.history.fs.logDirectory': `gs://${props.stagingBucket.name}/*/spark-job-history`,
          },
        },
        endpointConfig: { enableHttpPortAccess: true },
      },
    });
  }
}
