import type { TerraformStack } from 'cdktf';
import { PhiBucket, SparkHistoryServer } from '../index';

/** With a staging bucket of the same stack: the cluster is created after it. */
export function sparkHistoryServerOwnBucketExample(stack: TerraformStack): SparkHistoryServer {
  const { bucket } = new PhiBucket(stack, 'files', {
    bucketName: 'sunrise-rcm-dev-spark',
    location: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/storage',
      location: 'us-central1',
    },
    dataClass: 'phi',
    protection: 'protected',
    accessLogBucket: { name: 'sunrise-rcm-dev-audit' },
  });
  return new SparkHistoryServer(stack, 'history', {
    clusterName: 'sunrise-dev-history',
    region: 'us-central1',
    identity: { email: 'rcm-spark@sunrise-rcm-dev.iam.gserviceaccount.com' },
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/dataproc',
      location: 'us-central1',
    },
    placement: {
      network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network',
      subnetwork: 'projects/sunrise-rcm-dev/regions/us-central1/subnetworks/sunrise-dev-workloads',
    },
    networkTag: 'sunrise-dev-spark',
    stagingBucket: bucket,
    dependsOn: [bucket],
  });
}
