import type { TerraformStack } from 'cdktf';
import { PhiBucket } from '../index';

/** Original files: nobody can delete them for six years, they are deleted after seven, and cost less after a month. */
export function phiBucketRetentionExample(stack: TerraformStack): PhiBucket {
  return new PhiBucket(stack, 'archive', {
    bucketName: 'sunrise-rcm-dev-archive',
    location: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/storage',
      location: 'us-central1',
    },
    dataClass: 'phi',
    protection: 'protected',
    accessLogBucket: { name: 'sunrise-rcm-dev-audit' },
    retention: { keepDays: 2190, deleteAfterDays: 2555, locked: true },
    coldlineAfterDays: 30,
  });
}
