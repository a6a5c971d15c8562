import type { TerraformStack } from 'cdktf';
import { SparkBatch } from '../index';

/** A program in two files that reads MySQL with a driver, and a history server that shows what it did. */
export function sparkBatchWithDriverExample(stack: TerraformStack): SparkBatch {
  return new SparkBatch(stack, 'copy', {
    batchName: 'copy_table',
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
    codeBucket: { name: 'sunrise-rcm-dev-code' },
    stagingBucket: { name: 'sunrise-rcm-dev-spark' },
    program: [
      { name: 'copy_table.py', text: 'import columns\n' },
      { name: 'columns.py', text: 'COLUMNS = []\n' },
    ],
    jars: ['mysql-connector-j-8.4.0.jar'],
    historyServer: 'projects/sunrise-rcm-dev/regions/us-central1/clusters/sunrise-dev-history',
    maximumExecutors: 50,
  });
}
