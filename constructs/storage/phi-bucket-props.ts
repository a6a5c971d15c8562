import type { BucketReference } from '../inputs/bucket-reference';
import type { DataClass } from '../inputs/data-class';
import type { EncryptionKey } from '../inputs/encryption-key';
import type { Protection } from '../inputs/protection';

/** Read by the construct, its test and the docs. How long a bucket keeps its objects has no default: it is the customer's decision. */
export const PHI_BUCKET_DEFAULTS = {
  softDeleteDays: 30,
  coldlineAfterDays: 90,
  noncurrentVersionDays: 90,
} as const;

/** How long objects are kept. */
export interface BucketRetention {
  /** Whole days in which nobody can delete or overwrite an object; 0: accounts with the permission can, and the bucket can be destroyed. */
  readonly keepDays: number;
  /** Whole days after which objects are deleted; more than `keepDays`. */
  readonly deleteAfterDays: number;
  /** Makes `keepDays` irreversible: not even an owner can shorten it, and the bucket cannot be deleted before. */
  readonly locked: boolean;
}

export interface PhiBucketProps {
  /** Globally unique name, 3 to 63 characters. */
  readonly bucketName: string;
  /** Region. No default: where PHI is stored is the customer's decision. */
  readonly location: string;
  /** In `location`. */
  readonly encryptionKey: EncryptionKey;
  readonly dataClass: DataClass;
  readonly protection: Protection;
  /** Bucket that gets the access logs; only the log bucket itself goes without. @default none */
  readonly accessLogBucket?: BucketReference;
  /** How long objects are kept. @default no retention policy and no deletion: objects leave when the pipeline moves them */
  readonly retention?: BucketRetention;
  /** Age in whole days at which objects of a bucket with a retention move to Coldline. @default PHI_BUCKET_DEFAULTS.coldlineAfterDays */
  readonly coldlineAfterDays?: number;
  /**
   * Whole days in which a deleted object can be brought back, 7 to 90; 0: not at all. Our stacks always set it: the stage's
   * softDeleteDays.
   * @default PHI_BUCKET_DEFAULTS.softDeleteDays
   */
  readonly softDeleteDays?: number;
}
