import type { TerraformStack } from 'cdktf';
import { ContainerJob } from '../index';

/** Before the first image exists: the job is deployed, and each execution fails and says what to do. */
export function containerJobWithoutImageExample(stack: TerraformStack): ContainerJob {
  return new ContainerJob(stack, 'load', {
    jobName: 'sunrise-dev-load',
    region: 'us-central1',
    identity: { email: 'rcm-load@sunrise-rcm-dev.iam.gserviceaccount.com' },
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/containers',
      location: 'us-central1',
    },
    placement: {
      network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network',
      subnetwork: 'projects/sunrise-rcm-dev/regions/us-central1/subnetworks/sunrise-dev-workloads',
    },
    environment: { RCM_ENV: 'sunrise-dev' },
    protection: 'protected',
  });
}
