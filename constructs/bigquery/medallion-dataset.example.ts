import type { TerraformStack } from 'cdktf';
import { KeyRing, MedallionDataset } from '../index';

/** The bronze layer of one hospital, with a key of the same stack. */
export function medallionDatasetExample(stack: TerraformStack): MedallionDataset {
  const { encryptionKeys } = new KeyRing(stack, 'keys', {
    projectId: 'sunrise-rcm-dev',
    ringName: 'sunrise-dev',
    location: 'us-central1',
    keys: ['bigquery'],
    protection: 'protected',
  });
  return new MedallionDataset(stack, 'bronze', {
    datasetId: 'bronze_hospital_a',
    location: 'us-central1',
    encryptionKey: encryptionKeys.bigquery,
    description: 'Change events of hospital-a',
    dataClass: 'phi',
    protection: 'protected',
  });
}
