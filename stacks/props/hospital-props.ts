import { entitiesOf } from '../../model/catalogue';
import type { HospitalSpecInput } from '../../model/spec';

/** Read by the hospital, its tests and the docs. */
export const HOSPITAL_DEFAULTS = {
  /** User of an existing MySQL database. */
  user: 'rcm_reader',
  /** Every table that an EMR delivers. */
  tables: entitiesOf('emr').map((entity) => entity.name),
} as const;

/** A Cloud SQL instance that the hospital's stack makes. */
export interface CloudSqlEmr {
  readonly kind: 'cloud_sql';
  readonly database?: string;
  readonly tier?: string;
  readonly diskGigabytes?: number;
  readonly availability?: 'regional' | 'zonal';
  readonly zonalReason?: string;
}

/** A MySQL database that exists, reached over the private network. */
export interface ExistingMySqlEmr {
  readonly kind: 'existing_mysql';
  readonly host: string;
  readonly database: string;
  readonly port?: number;
  readonly user?: string;
  readonly certificateAuthority?: 'public' | 'private';
}

/** Where a hospital's EMR is. */
export const Emr = {
  /**
   * A Cloud SQL instance of ours: private address, IAM authentication, no password.
   * `database`: the hospital's id with `_db`. `tier`, `diskGigabytes`, `availability`: the stage's, stacks/props/stages.ts.
   * `zonalReason`: why it has no standby although the stage has one; prod wants it, and it goes into the compliance report.
   */
  cloudSql: (options: Omit<CloudSqlEmr, 'kind'> = {}): CloudSqlEmr => ({ kind: 'cloud_sql', ...options }),
  /**
   * An existing database. Its password is put into the secret that the stack makes, by the customer, and never into code or state.
   * `port`: 3306. `user`: HOSPITAL_DEFAULTS.user. `certificateAuthority`: who signed the server's certificate; `private` makes a second
   * secret, for the PEM of the hospital's own authority; public.
   */
  existingMySql: (options: Omit<ExistingMySqlEmr, 'kind'>): ExistingMySqlEmr => ({
    kind: 'existing_mysql',
    ...options,
  }),
} as const;

type Feed = NonNullable<HospitalSpecInput['feeds']>[number];

/** How a hospital's claims arrive in its folder of the inbox. */
export const ClaimsInbox = {
  /** One delimited file a month. */
  monthlyCsv: (options: Pick<Feed, 'delimiter' | 'encoding'> = {}): Feed => ({
    table: 'claims',
    cadence: 'monthly',
    ...options,
  }),
  dailyCsv: (options: Pick<Feed, 'delimiter' | 'encoding'> = {}): Feed => ({
    table: 'claims',
    cadence: 'daily',
    ...options,
  }),
} as const;

export interface HospitalProps {
  readonly emr: CloudSqlEmr | ExistingMySqlEmr;
  /** @default no claims files */
  readonly claims?: Feed;
  /**
   * Google group that reads the views of this hospital's rows, and of no other's. The environment's `groups.hospitalAnalysts` holds it.
   * @default the hospital has no analysts of its own
   */
  readonly analysts?: string;
  /** The hospital's name, for reports. @default its id */
  readonly title?: string;
  /** EMR tables to read. @default HOSPITAL_DEFAULTS.tables */
  readonly tables?: readonly string[];
  /** Where the hospital's tables and columns have other names: by data, never by code. @default all are called as usual */
  readonly mapping?: HospitalSpecInput['mapping'];
  /** EMR tables of an existing MySQL that are too big for one process; see docs/big-tables.md. @default every table is read by its step */
  readonly readers?: HospitalSpecInput['readers'];
  /** Seconds before the watermark that are read again. @default a day */
  readonly lookbackSeconds?: number;
  /** @default every run */
  readonly keyScan?: HospitalSpecInput['keyScan'];
}
