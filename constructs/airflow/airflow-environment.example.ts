import type { TerraformStack } from 'cdktf';
import { AirflowEnvironment } from '../index';

/** A small environment in a network that another stack has made, out of a bucket that another stack has made. */
export function airflowEnvironmentExample(stack: TerraformStack): AirflowEnvironment {
  return new AirflowEnvironment(stack, 'airflow', {
    environmentName: 'sunrise-dev-airflow',
    region: 'us-central1',
    identity: { email: 'rcm-orchestrate@sunrise-rcm-dev.iam.gserviceaccount.com' },
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/composer',
      location: 'us-central1',
    },
    placement: {
      network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network',
      subnetwork: 'projects/sunrise-rcm-dev/regions/us-central1/subnetworks/sunrise-dev-workloads',
    },
    bucket: { name: 'sunrise-rcm-dev-code' },
    environment: { RCM_ENV: 'sunrise-dev' },
    webRanges: [{ range: '10.64.0.0/20', description: 'inside the network' }],
    resilience: 'standard',
    dependsOn: [],
  });
}
