import type { TerraformStack } from 'cdktf';
import { KeyRing, MedallionDataset } from '../index';

/** Results without identifiers, with a key of the same stack. */
export function medallionDatasetOwnKeyExample(stack: TerraformStack): MedallionDataset {
  const { encryptionKeys } = new KeyRing(stack, 'keys', {
    projectId: 'sunrise-rcm-dev',
    ringName: 'sunrise-dev',
    location: 'us-central1',
    keys: ['bigquery'],
    protection: 'protected',
  });
  return new MedallionDataset(stack, 'reporting', {
    datasetId: 'reporting',
    location: 'us-central1',
    encryptionKey: encryptionKeys.bigquery,
    description: 'Views that identify nobody',
    dataClass: 'deidentified',
    protection: 'protected',
  });
}
