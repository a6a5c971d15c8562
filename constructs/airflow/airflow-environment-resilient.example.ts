import type { TerraformStack } from 'cdktf';
import { AIRFLOW_SIZES, AirflowEnvironment } from '../index';

/** For production: every part in two zones, maintenance in the afternoon, a snapshot before the daily run. */
export function airflowEnvironmentResilientExample(stack: TerraformStack): AirflowEnvironment {
  return new AirflowEnvironment(stack, 'airflow', {
    environmentName: 'sunrise-prod-airflow',
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
    environment: { RCM_ENV: 'sunrise-prod' },
    webRanges: [{ range: '203.0.113.0/24', description: 'office' }],
    resilience: 'high',
    size: AIRFLOW_SIZES.medium,
    snapshotSchedule: '0 8 * * *',
    maintenanceStart: '20:00',
    dependsOn: [],
  });
}
