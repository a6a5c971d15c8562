import type { TerraformStack } from 'cdktf';
import { AuditTrail } from '../index';

/** Logs that are kept for six years and cannot be deleted before, under a key that Cloud Logging may use. */
export function auditTrailExample(stack: TerraformStack): AuditTrail {
  return new AuditTrail(stack, 'audit', {
    projectId: 'sunrise-rcm-dev',
    logBucketId: 'sunrise-dev-audit',
    sinkName: 'sunrise-dev-audit',
    location: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/logging',
      location: 'us-central1',
    },
    protection: 'protected',
    locked: true,
    services: [],
    dependsOn: [],
  });
}
