import type { TerraformStack } from 'cdktf';
import { SparkClusterTemplate } from '../index';

/** A program on a cluster that is made for each run of it. */
export function sparkClusterTemplateExample(stack: TerraformStack): SparkClusterTemplate {
  return new SparkClusterTemplate(stack, 'count', {
    templateName: 'sunrise-dev-spark',
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
    stepId: 'count-rows',
    mainFileUri: 'gs://sunrise-rcm-dev-code/spark/count_rows.py',
    arguments: ['--run-id', 'none'],
    parameters: [{ name: 'RUN_ID', argument: 1, description: 'Run that is counted', pattern: '[a-z0-9-]{1,100}' }],
  });
}
