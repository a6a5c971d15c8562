import type { ITerraformDependable } from 'cdktf';
import { SIX_YEARS_DAYS } from '../../model/retention';
import type { EncryptionKey } from '../inputs/encryption-key';
import type { Protection } from '../inputs/protection';

/** Read by the construct, its test and the docs: six years, 45 CFR 164.316(b)(2)(i). */
export const AUDIT_TRAIL_DEFAULTS = { retentionDays: SIX_YEARS_DAYS } as const;

export interface AuditTrailProps {
  readonly projectId: string;
  /** Id of the log bucket; a deleted one's id stays taken. */
  readonly logBucketId: string;
  readonly sinkName: string;
  /** Region: with a customer-managed key a log bucket cannot be global. */
  readonly location: string;
  /** In `location`. */
  readonly encryptionKey: EncryptionKey;
  /** Whether the kept logs can be destroyed while they are not locked. */
  readonly protection: Protection;
  /** Irreversible: the retention can never be shortened, and the bucket never deleted before. */
  readonly locked: boolean;
  /** Enabled APIs: the audit of a project is part of its IAM policy, which is read and written through them. */
  readonly services: ITerraformDependable[];
  /** What must exist first: the logging agent's grant on the key. */
  readonly dependsOn: ITerraformDependable[];
  /**
   * Whole days. Our stacks always set it: the stage's auditDays.
   * @default AUDIT_TRAIL_DEFAULTS.retentionDays
   */
  readonly retentionDays?: number;
}
