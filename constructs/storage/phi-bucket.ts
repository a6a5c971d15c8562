import { StorageBucket, type StorageBucketLifecycleRule } from '@cdktf/provider-google/lib/storage-bucket';
import { Construct } from 'constructs';
import { SECONDS_PER_DAY } from '../../model/retention';
import { ConstructError } from '../inputs/construct-error';
import { dataClassLabel } from '../inputs/data-class';
import { keyNameFor } from '../inputs/encryption-key';
import { dataLifecycle } from '../inputs/protection';
import { PHI_BUCKET_DEFAULTS, type PhiBucketProps } from './phi-bucket-props';

/**
 * A Cloud Storage bucket that may hold PHI: CMEK, no public access, uniform access, and versioning or a
 * retention policy.
 * Those have no prop to turn them off; a bucket without them is not a `PhiBucket`.
 * @example
 * ```ts
 * new PhiBucket(stack, 'landing', {
 *   bucketName: 'sunrise-rcm-dev-landing',
 *   location: 'us-central1',
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/storage',
 *     location: 'us-central1',
 *   },
 *   dataClass: 'phi',
 *   protection: 'protected',
 *   accessLogBucket: { name: 'sunrise-rcm-dev-audit' },
 * });
 * ```
 * @throws ConstructError `RETENTION_DAYS_INVALID`, `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export class PhiBucket extends Construct {
  /** The Terraform resource, for objects and grants. */
  readonly bucket: StorageBucket;

  constructor(scope: Construct, id: string, props: PhiBucketProps) {
    super(scope, id);
    const { retention } = props;
    if (
      retention &&
      !(
        isDays(retention.keepDays, 0) &&
        isDays(retention.deleteAfterDays, 1) &&
        retention.keepDays < retention.deleteAfterDays
      )
    ) {
      throw new ConstructError(
        'RETENTION_DAYS_INVALID',
        `${props.bucketName} keeps ${retention.keepDays} and deletes after ${retention.deleteAfterDays}`,
      );
    }
    this.bucket = new StorageBucket(this, 'bucket', {
      name: props.bucketName,
      location: props.location,
      encryption: { defaultKmsKeyName: keyNameFor(props.encryptionKey, props.location) },
      publicAccessPrevention: 'enforced',
      uniformBucketLevelAccess: true,
      softDeletePolicy: {
        retentionDurationSeconds: (props.softDeleteDays ?? PHI_BUCKET_DEFAULTS.softDeleteDays) * SECONDS_PER_DAY,
      },
      // A bucket with objects in it is destroyed only where everything may be.
      forceDestroy: props.protection === 'destroyable',
      labels: dataClassLabel(props.dataClass),
      lifecycleRule: lifecycleRules(props),
      lifecycle: dataLifecycle(props.protection),
      // One or the other: Cloud Storage has refused both at once, and what nobody can overwrite or delete has no older version.
      ...(retention && retention.keepDays > 0
        ? { retentionPolicy: { retentionPeriod: retention.keepDays * SECONDS_PER_DAY, isLocked: retention.locked } }
        : { versioning: { enabled: true } }),
      ...(props.accessLogBucket
        ? { logging: { logBucket: props.accessLogBucket.name, logObjectPrefix: props.bucketName } }
        : {}),
    });
  }
}

function lifecycleRules({ retention, coldlineAfterDays }: PhiBucketProps): StorageBucketLifecycleRule[] {
  // An overwritten object is still PHI: its older versions leave too, once nobody can need them back.
  const superseded: StorageBucketLifecycleRule = {
    action: { type: 'Delete' },
    condition: { daysSinceNoncurrentTime: PHI_BUCKET_DEFAULTS.noncurrentVersionDays, withState: 'ARCHIVED' },
  };
  if (!retention) return [superseded];
  return [
    {
      action: { type: 'SetStorageClass', storageClass: 'COLDLINE' },
      condition: { age: coldlineAfterDays ?? PHI_BUCKET_DEFAULTS.coldlineAfterDays, withState: 'ANY' },
    },
    { action: { type: 'Delete' }, condition: { age: retention.deleteAfterDays, withState: 'ANY' } },
  ];
}

function isDays(days: number, least: number): boolean {
  return Number.isInteger(days) && days >= least;
}
