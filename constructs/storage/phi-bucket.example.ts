import type { TerraformStack } from 'cdktf';
import { KeyRing, PhiBucket } from '../index';

/** Original files, kept six years and deleted after seven; every access is logged in the other bucket. */
export function phiBucketExample(stack: TerraformStack): PhiBucket {
  const { encryptionKeys } = new KeyRing(stack, 'keys', {
    projectId: 'sunrise-rcm-dev',
    ringName: 'sunrise-dev',
    location: 'us-central1',
    keys: ['storage'],
    protection: 'protected',
  });
  const retention = { keepDays: 2190, deleteAfterDays: 2555, locked: true };
  const placed = { location: 'us-central1', encryptionKey: encryptionKeys.storage, protection: 'protected' } as const;
  const audit = new PhiBucket(stack, 'audit', {
    ...placed,
    bucketName: 'sunrise-rcm-dev-audit',
    dataClass: 'audit',
    retention,
  });
  return new PhiBucket(stack, 'archive', {
    ...placed,
    bucketName: 'sunrise-rcm-dev-archive',
    dataClass: 'phi',
    retention,
    accessLogBucket: audit.bucket,
  });
}
