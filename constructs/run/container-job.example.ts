import type { TerraformStack } from 'cdktf';
import { ContainerJob } from '../index';

/** The job that loads landed rows, with the sizes that suit most hospitals. */
export function containerJobExample(stack: TerraformStack): ContainerJob {
  return new ContainerJob(stack, 'load', {
    jobName: 'sunrise-dev-load',
    region: 'us-central1',
    image: 'us-central1-docker.pkg.dev/sunrise-rcm-dev/sunrise-dev-containers/rcm:0.1.0',
    identity: { email: 'rcm-load@sunrise-rcm-dev.iam.gserviceaccount.com' },
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/containers',
      location: 'us-central1',
    },
    placement: {
      network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network',
      subnetwork: 'projects/sunrise-rcm-dev/regions/us-central1/subnetworks/sunrise-dev-workloads',
    },
    environment: { RCM_ENV: 'sunrise-dev', RCM_SPEC: 'gs://sunrise-rcm-dev-code/data/spec' },
    protection: 'protected',
  });
}
