import type { TerraformStack } from 'cdktf';
import { KeyRing, PhiBucket } from '../index';

/** The bucket that keeps the access logs of the others, with a key of the same stack. */
export function phiBucketAccessLogsExample(stack: TerraformStack): PhiBucket {
  const { encryptionKeys } = new KeyRing(stack, 'keys', {
    projectId: 'sunrise-rcm-dev',
    ringName: 'sunrise-dev',
    location: 'us-central1',
    keys: ['storage'],
    protection: 'protected',
  });
  return new PhiBucket(stack, 'audit', {
    bucketName: 'sunrise-rcm-dev-audit',
    location: 'us-central1',
    encryptionKey: encryptionKeys.storage,
    dataClass: 'audit',
    protection: 'protected',
    retention: { keepDays: 2190, deleteAfterDays: 2555, locked: true },
  });
}
