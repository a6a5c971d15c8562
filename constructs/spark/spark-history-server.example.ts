import type { TerraformStack } from 'cdktf';
import { SparkHistoryServer } from '../index';

/** One machine that shows what Spark did after its own machines are gone. */
export function sparkHistoryServerExample(stack: TerraformStack): SparkHistoryServer {
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
    stagingBucket: { name: 'sunrise-rcm-dev-spark' },
  });
}
