import { KmsCryptoKeyIamMember } from '@cdktf/provider-google/lib/kms-crypto-key-iam-member';
import type { TerraformStack } from 'cdktf';
import { AuditTrail, KeyRing } from '../index';

/** Seven years under a key of the same stack. Cloud Logging needs its grant on the key before the log bucket is made. */
export function auditTrailOwnKeyExample(stack: TerraformStack): AuditTrail {
  const { encryptionKeys } = new KeyRing(stack, 'keys', {
    projectId: 'sunrise-rcm-dev',
    ringName: 'sunrise-dev',
    location: 'us-central1',
    keys: ['logging'],
    protection: 'protected',
  });
  const mayEncrypt = new KmsCryptoKeyIamMember(stack, 'logging-encrypts', {
    cryptoKeyId: encryptionKeys.logging.name,
    role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
    member: 'serviceAccount:cmek-p100000000001@gcp-sa-logging.iam.gserviceaccount.com',
  });
  return new AuditTrail(stack, 'audit', {
    projectId: 'sunrise-rcm-dev',
    logBucketId: 'sunrise-dev-audit',
    sinkName: 'sunrise-dev-audit',
    location: 'us-central1',
    encryptionKey: encryptionKeys.logging,
    protection: 'protected',
    locked: true,
    retentionDays: 2555,
    services: [],
    dependsOn: [mayEncrypt],
  });
}
