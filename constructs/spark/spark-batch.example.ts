import type { TerraformStack } from 'cdktf';
import { SparkBatch } from '../index';

/** A program for Dataproc Serverless, as data that Airflow reads to start it. */
export function sparkBatchExample(stack: TerraformStack): SparkBatch {
  return new SparkBatch(stack, 'count', {
    batchName: 'count_rows',
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
    program: [{ name: 'count_rows.py', text: 'print("no rows")\n' }],
  });
}
