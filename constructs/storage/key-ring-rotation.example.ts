import type { TerraformStack } from 'cdktf';
import { KeyRing } from '../index';

/** One key for each service, with new versions every 30 days. */
export function keyRingRotationExample(stack: TerraformStack): KeyRing<'storage' | 'bigquery' | 'sql'> {
  return new KeyRing(stack, 'keys', {
    projectId: 'sunrise-rcm-dev',
    ringName: 'sunrise-dev',
    location: 'us-central1',
    keys: ['storage', 'bigquery', 'sql'],
    protection: 'protected',
    rotationDays: 30,
  });
}
