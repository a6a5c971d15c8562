import type { TerraformStack } from 'cdktf';
import { SparkClusterTemplate } from '../index';

/** A program that imports another file and needs a Java archive, on up to thirty workers. */
export function sparkClusterTemplateImportsExample(stack: TerraformStack): SparkClusterTemplate {
  return new SparkClusterTemplate(stack, 'copy', {
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
    stepId: 'copy-table',
    mainFileUri: 'gs://sunrise-rcm-dev-code/spark/copy_table.py',
    pythonFileUris: ['gs://sunrise-rcm-dev-code/spark/columns.py'],
    jarFileUris: ['gs://sunrise-rcm-dev-code/spark/jars/mysql-connector-j-8.4.0.jar'],
    arguments: [],
    parameters: [],
    maximumWorkers: 30,
  });
}
