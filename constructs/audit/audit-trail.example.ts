import { KmsCryptoKeyIamMember } from '@cdktf/provider-google/lib/kms-crypto-key-iam-member';
import type { TerraformStack } from 'cdktf';
import { AuditTrail, KeyRing } from '../index';

/** Logs that are kept six years under a key of their own; Cloud Logging may use the key before the bucket is made. */
export function auditTrailExample(stack: TerraformStack): AuditTrail {
  const ring = new KeyRing(stack, 'keys', {
    projectId: 'sunrise-rcm-dev',
    ringName: 'sunrise-dev',
    location: 'us-central1',
    keys: ['logging'],
    protection: 'protected',
  });
  const mayEncrypt = new KmsCryptoKeyIamMember(stack, 'logging-encrypts', {
    cryptoKeyId: ring.encryptionKeys.logging.name,
    role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
    member: 'serviceAccount:cmek-p100000000001@gcp-sa-logging.iam.gserviceaccount.com',
  });
  return new AuditTrail(stack, 'audit', {
    projectId: 'sunrise-rcm-dev',
    logBucketId: 'sunrise-dev-audit',
    sinkName: 'sunrise-dev-audit',
    location: 'us-central1',
    encryptionKey: ring.encryptionKeys.logging,
    protection: 'protected',
    locked: true,
    services: [],
    dependsOn: [mayEncrypt],
  });
}
