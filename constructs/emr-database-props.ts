import type { Protection } from './protection';

/** Read by the construct, its test and the docs. */
export const EMR_DATABASE_DEFAULTS = {
  version: 'MYSQL_8_0',
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
  /** Full resource name of the VPC, with private service access. */
  readonly network: string;
  /** Full resource name of the customer-managed key; in `region`. */
  readonly kmsKeyName: string;
  /** Service account (email) that reads it, by IAM authentication. There is no password. */
  readonly reader: string;
  /** `regional`: a standby in another zone takes over. */
  readonly availability: 'regional' | 'zonal';
  readonly protection: Protection;
  /** Labels of the instance; Cloud SQL has them in its settings, where the stack's own labelling does not reach. */
  readonly labels: Readonly<Record<string, string>>;
  /** @default EMR_DATABASE_DEFAULTS.tier */
  readonly tier?: string;
  /** @default EMR_DATABASE_DEFAULTS.edition */
  readonly edition?: 'ENTERPRISE' | 'ENTERPRISE_PLUS';
  /** Gigabytes at the start; it grows by itself. @default EMR_DATABASE_DEFAULTS.diskGigabytes */
  readonly diskGigabytes?: number;
}
