import type { TerraformStack } from 'cdktf';
import { PhiBucket } from '../index';

/** Files in transit: no retention, deleted objects can be brought back for 30 days, another bucket gets the access logs. */
export function phiBucketExample(stack: TerraformStack): PhiBucket {
  return new PhiBucket(stack, 'landing', {
    bucketName: 'sunrise-rcm-dev-landing',
    location: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/storage',
      location: 'us-central1',
    },
    dataClass: 'phi',
    protection: 'protected',
    accessLogBucket: { name: 'sunrise-rcm-dev-audit' },
  });
}
