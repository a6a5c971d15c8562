import type { EncryptionKey } from '../inputs/encryption-key';
import type { NetworkPlacement } from '../inputs/network-placement';
import type { Protection } from '../inputs/protection';
import type { ServiceIdentity } from '../inputs/service-identity';

/** Read by the construct, its test and the docs. */
export const EMR_DATABASE_DEFAULTS = {
  version: 'MYSQL_8_4',
  edition: 'ENTERPRISE',
  tier: 'db-custom-2-7680',
  diskGigabytes: 50,
  retainedBackups: 30,
  /** MySQL keeps binary logs for at most seven days in this edition: as far back as a point-in-time recovery reaches. */
  binaryLogDays: 7,
} as const;

export interface EmrDatabaseProps {
  /** Name of the instance; a deleted instance's name stays taken for a week. */
  readonly instanceName: string;
  readonly region: string;
  /** MySQL database inside the instance. */
  readonly database: string;
  /** Its network has private service access, from which the instance gets its address. */
  readonly placement: Pick<NetworkPlacement, 'network'>;
  /** In `region`. */
  readonly encryptionKey: EncryptionKey;
  /** Who reads it, by IAM authentication. There is no password. */
  readonly reader: ServiceIdentity;
  /** `regional`: a standby in another zone takes over. */
  readonly availability: 'regional' | 'zonal';
  readonly protection: Protection;
  /** Labels of the instance; Cloud SQL has them in its settings, where the stack's own labelling does not reach. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Our stacks always set it: the hospital's, or the stage's databaseTier.
   * @default EMR_DATABASE_DEFAULTS.tier
   */
  readonly tier?: string;
  /** @default EMR_DATABASE_DEFAULTS.edition */
  readonly edition?: 'ENTERPRISE' | 'ENTERPRISE_PLUS';
  /**
   * Gigabytes at the start; it grows by itself, so that changing this later changes nothing. Our stacks always set it: the hospital's,
   * or the stage's databaseDiskGigabytes.
   * @default EMR_DATABASE_DEFAULTS.diskGigabytes
   */
  readonly diskGigabytes?: number;
  /**
   * Daily backups that are kept, 1 to 365. Our stacks always set it: the stage's databaseBackups.
   * @default EMR_DATABASE_DEFAULTS.retainedBackups
   */
  readonly retainedBackups?: number;
}
