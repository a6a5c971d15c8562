import type { TerraformStack } from 'cdktf';
import { ContainerJob } from '../index';

/** More processors, memory and time, for tables whose parts are large. */
export function containerJobLargeExample(stack: TerraformStack): ContainerJob {
  return new ContainerJob(stack, 'extract', {
    jobName: 'sunrise-dev-extract',
    region: 'us-central1',
    image: 'us-central1-docker.pkg.dev/sunrise-rcm-dev/sunrise-dev-containers/rcm:0.1.0',
    identity: { email: 'rcm-extract@sunrise-rcm-dev.iam.gserviceaccount.com' },
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
    cpu: '4',
    memory: '16Gi',
    timeoutSeconds: 14_400,
  });
}
