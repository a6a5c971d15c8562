import type { TerraformStack } from 'cdktf';
import { MedallionDataset } from '../index';

/** The bronze layer of one hospital, with a key that another stack has made. */
export function medallionDatasetExample(stack: TerraformStack): MedallionDataset {
  return new MedallionDataset(stack, 'bronze', {
    datasetId: 'bronze_hospital_a',
    location: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/bigquery',
      location: 'us-central1',
    },
    description: 'Change events of hospital-a',
    dataClass: 'phi',
    protection: 'protected',
  });
}
