import type { TerraformStack } from 'cdktf';
import { KeyRing } from '../index';

/** Two keys; `ring.encryptionKeys.storage` is what a bucket of the same stack is given. */
export function keyRingExample(stack: TerraformStack): KeyRing<'storage' | 'bigquery'> {
  return new KeyRing(stack, 'keys', {
    projectId: 'sunrise-rcm-dev',
    ringName: 'sunrise-dev',
    location: 'us-central1',
    keys: ['storage', 'bigquery'],
    protection: 'protected',
  });
}
