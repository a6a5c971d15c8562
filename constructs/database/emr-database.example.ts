import type { TerraformStack } from 'cdktf';
import { EmrDatabase } from '../index';

/** A hospital's database without a standby, in a network whose peering another stack has made. */
export function emrDatabaseExample(stack: TerraformStack): EmrDatabase {
  return new EmrDatabase(stack, 'emr', {
    instanceName: 'sunrise-dev-hospital-a',
    region: 'us-central1',
    database: 'hospital_a_db',
    placement: { network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network' },
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/sql',
      location: 'us-central1',
    },
    reader: { email: 'rcm-extract@sunrise-rcm-dev.iam.gserviceaccount.com' },
    availability: 'zonal',
    protection: 'protected',
    labels: { group: 'sunrise', stage: 'dev', owner: 'sunrise' },
  });
}
