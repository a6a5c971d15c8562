import type { TerraformStack } from 'cdktf';
import { EmrDatabase } from '../index';

/** With a standby in another zone, a larger machine and a year of daily backups. */
export function emrDatabaseStandbyExample(stack: TerraformStack): EmrDatabase {
  return new EmrDatabase(stack, 'emr', {
    instanceName: 'sunrise-prod-hospital-a',
    region: 'us-central1',
    database: 'hospital_a_db',
    placement: { network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network' },
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/sql',
      location: 'us-central1',
    },
    reader: { email: 'rcm-extract@sunrise-rcm-dev.iam.gserviceaccount.com' },
    availability: 'regional',
    protection: 'protected',
    labels: { group: 'sunrise', stage: 'prod', owner: 'sunrise' },
    tier: 'db-custom-8-30720',
    diskGigabytes: 500,
    retainedBackups: 365,
  });
}
