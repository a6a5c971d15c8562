import type { TerraformStack } from 'cdktf';
import { EmrDatabase } from '../index';

/** In the edition ENTERPRISE_PLUS, which takes performance-optimized machines only. */
export function emrDatabaseEnterprisePlusExample(stack: TerraformStack): EmrDatabase {
  return new EmrDatabase(stack, 'emr', {
    instanceName: 'sunrise-prod-hospital-b',
    region: 'us-central1',
    database: 'hospital_b_db',
    placement: { network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-network' },
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/sql',
      location: 'us-central1',
    },
    reader: { email: 'rcm-extract@sunrise-rcm-dev.iam.gserviceaccount.com' },
    availability: 'regional',
    protection: 'protected',
    labels: { group: 'sunrise', stage: 'prod', owner: 'sunrise' },
    edition: 'ENTERPRISE_PLUS',
    tier: 'db-perf-optimized-N-2',
  });
}
