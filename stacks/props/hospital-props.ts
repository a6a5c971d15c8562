import { z } from 'zod';
import { checkedText } from '../../model/checked-text';
import { databaseHost } from '../../model/database-host';
import type { DepartmentLine, PayerLine } from '../../model/group-lookups';
import { keyScanSchema } from '../../model/key-scan';
import { type SourceLimits, sourceLimits } from '../../model/source-limits';
import type { HospitalSpecInput } from '../../model/spec';
import { mappingShape } from './mapping-props';
import { checkedElsewhere, type PropsOf, typed } from './props-of';
import { DATABASE_TIER } from './stages';

/** Read by the hospital, its tests and the docs. */
export const HOSPITAL_DEFAULTS = {
  /** User of an existing database. */
  user: 'rcm_reader',
  /** How often an exported table comes. */
  exportCadence: 'daily',
} as const;

/** How much the database may be asked for, whatever the engine. */
const limits: z.ZodType<SourceLimits> = sourceLimits;
const LIMITED = {
  /** Bounds on rows a second and on the time of a statement: `{ rowsPerSecond: 5000, statementSeconds: 600 }`. @default no bounds */
  limits: limits.optional(),
};

const CLOUD_SQL = {
  kind: z.literal('cloud_sql'),
  ...LIMITED,
  /** Name of the database. @default the hospital's id with `_db` */
  database: checkedText(
    'SOURCE_NAME_INVALID',
    /^[A-Za-z_][A-Za-z0-9_$ -]{0,63}$/,
    'the name of a database that the platform creates has letters, digits, _, $, - or blanks and starts with a letter, at most 64',
  ).optional(),
  /** Machine type, e.g. `db-custom-2-7680`. @default the stage's, stacks/props/stages.ts */
  tier: checkedText('SIZE_INVALID', DATABASE_TIER, 'not a machine type of the ENTERPRISE edition').optional(),
  /** Gigabytes at the start, 10 to 65536; the disk grows by itself. @default the stage's */
  diskGigabytes: z
    .custom<number>((value) => Number.isInteger(value) && Number(value) >= 10 && Number(value) <= 65_536, {
      error: 'not a whole number from 10 to 65536',
      params: { code: 'SIZE_INVALID' },
    })
    .optional(),
  /** `regional`: with a standby in another zone. @default the stage's */
  availability: z.enum(['regional', 'zonal']).optional(),
  /**
   * Why it has no standby although the stage has one. Prod requires it, and the compliance report shows it.
   * @default no reason; prod reports a problem
   */
  zonalReason: z.string().optional(),
};
/** A Cloud SQL instance that the hospital's stack makes. */
export interface CloudSqlEmr extends PropsOf<typeof CLOUD_SQL> {}

const EXISTING = {
  ...LIMITED,
  /** Host name or address, reached over the private network. */
  host: databaseHost,
  /** Name of the database. */
  database: z.string(),
  /**
   * Who signed the server's certificate. `private` makes a second secret, for the PEM of the hospital's own authority; a private address and a
   * name such as `emr.internal` need it, because no public authority signs them.
   * @default public
   */
  certificateAuthority: z.enum(['public', 'private']).optional(),
  /**
   * `none`: without TLS, and only from a database on this machine (`localhost`, 127.0.0.0/8, ::1), for a trial before it is deployed.
   * @default verify
   */
  tls: z.enum(['verify', 'none']).optional(),
};
const EXISTING_MYSQL = {
  kind: z.literal('existing_mysql'),
  ...EXISTING,
  /** TCP port. @default 3306 */
  port: z.number().optional(),
  /** User that may read the tables. @default HOSPITAL_DEFAULTS.user */
  user: checkedText('SOURCE_NAME_INVALID', /^[A-Za-z0-9_.@-]{1,32}$/, 'not the name of a user of MySQL').optional(),
};
/** A MySQL database that exists, reached over the private network. */
export interface ExistingMySqlEmr extends PropsOf<typeof EXISTING_MYSQL> {}

const EXISTING_POSTGRES = {
  kind: z.literal('existing_postgres'),
  ...EXISTING,
  /** The one schema that is read. @default public */
  schema: z.string().optional(),
  /** TCP port. @default 5432 */
  port: z.number().optional(),
  /** User that may read the tables. @default HOSPITAL_DEFAULTS.user */
  user: checkedText(
    'SOURCE_NAME_INVALID',
    /^[A-Za-z0-9_.@-]{1,63}$/,
    'not the name of a user of PostgreSQL',
  ).optional(),
};
/** A PostgreSQL database that exists, reached over the private network. */
export interface ExistingPostgresEmr extends PropsOf<typeof EXISTING_POSTGRES> {}

/** A database that the hospital's stack does not make. */
export type ExistingEmr = ExistingMySqlEmr | ExistingPostgresEmr;
const emr: z.ZodType<CloudSqlEmr | ExistingEmr> = typed(
  z.discriminatedUnion('kind', [
    z.strictObject(CLOUD_SQL),
    z.strictObject(EXISTING_MYSQL),
    z.strictObject(EXISTING_POSTGRES),
  ]),
);

/** Whether a hospital's EMR is a database that exists. */
export function isExisting(choice: CloudSqlEmr | ExistingEmr | undefined): choice is ExistingEmr {
  return choice !== undefined && choice.kind !== 'cloud_sql';
}

/** Where a hospital's EMR is. */
export const Emr = {
  /** A Cloud SQL instance of ours: private address, IAM authentication, no password. */
  cloudSql: (options: Omit<CloudSqlEmr, 'kind'> = {}): CloudSqlEmr => ({ kind: 'cloud_sql', ...options }),
  /** An existing database. The customer puts its password into the secret that the stack makes; code and state never hold it. */
  existingMySql: (options: Omit<ExistingMySqlEmr, 'kind'>): ExistingMySqlEmr => ({
    kind: 'existing_mysql',
    ...options,
  }),
  /** The same of PostgreSQL; its driver is an optional dependency. */
  existingPostgres: (options: Omit<ExistingPostgresEmr, 'kind'>): ExistingPostgresEmr => ({
    kind: 'existing_postgres',
    ...options,
  }),
} as const;

type Feed = NonNullable<HospitalSpecInput['feeds']>[number];

/** Lines of a lookup that are in a file. An interface, so that editors show its comment. */
export interface LookupFile {
  /** A CSV file of the project, its path from the project folder, e.g. `environments/payers.csv`. */
  readonly lookup: string;
}
const lookupFile: z.ZodType<LookupFile> = z.strictObject({
  /** See `LookupFile`. */
  lookup: z.string(),
});

/** Lines, which the spec's schema checks, or a file. */
function groupLookup<Line>(): z.ZodType<LookupFile | readonly Line[]> {
  return z.union([lookupFile, z.array(checkedElsewhere<Line>()).readonly()]);
}

/** How a file of claims is written, and what is accepted of it. */
type ClaimsFile = Omit<Feed, 'table' | 'cadence'>;

/** How the files of a table that the model adds are written, and what is accepted of them. */
export interface TableFiles extends Omit<Feed, 'table' | 'content'> {}

/** How a hospital's claims arrive in its folder of the inbox. */
export const ClaimsInbox = {
  /** One delimited file a month. */
  monthlyCsv: (options: ClaimsFile = {}): Feed => ({
    table: 'claims',
    cadence: 'monthly',
    ...options,
  }),
  /** One delimited file a day. */
  dailyCsv: (options: ClaimsFile = {}): Feed => ({
    table: 'claims',
    cadence: 'daily',
    ...options,
  }),
} as const;

/** How the files of an exported table of the EMR are written, and what they hold. */
export interface EmrExport extends Omit<Feed, 'table' | 'content' | 'lines'> {
  /**
   * `full`: each file holds every row that the EMR has, so a row that it lacks has ended. `changes`: a file holds rows that are new or have
   * changed, and no row ends.
   */
  readonly content: 'full' | 'changes';
}

const HOSPITAL = {
  /**
   * The database of the hospital's EMR: `Emr.cloudSql()`, `Emr.existingMySql(…)` or `Emr.existingPostgres(…)`.
   * @default it opens none, and `exports` says how the EMR's tables come
   */
  emr: emr.optional(),
  /**
   * Tables of the EMR that come as files in the hospital's folder of the inbox, by table; see docs/file-dialects.md. What is listed here is
   * not read from the database. A file comes each day unless `cadence` says otherwise.
   * @default every table is read from the database
   */
  exports: z.record(z.string(), checkedElsewhere<EmrExport>()).optional(),
  /** How its claims arrive: `ClaimsInbox.monthlyCsv()`. @default no claims files */
  claims: checkedElsewhere<Feed>().optional(),
  /**
   * How files of other tables arrive in its folder of the inbox, by table: `{ bed_counts: { cadence: 'daily' } }`. Such a table is one that the
   * environment's `model` adds with `origin: 'feed'`. A file comes each month unless `cadence` says otherwise.
   * @default the hospital delivers none of them
   */
  feeds: z.record(z.string(), checkedElsewhere<TableFiles>()).optional(),
  /**
   * Google group that reads the views of this hospital's rows only. The environment's `groups.hospitalAnalysts` contains it.
   * @default the hospital has no analysts of its own
   */
  analysts: z.string().optional(),
  /** The hospital's name, for reports. @default its id */
  title: z.string().optional(),
  /** EMR tables to read from the database. @default every table of the model that an EMR delivers, but those in `exports` */
  tables: z.array(z.string()).readonly().optional(),
  /** Where the common columns come from, by table, where that is not the usual table and column. @default all names are the usual ones */
  mapping: mappingShape.optional(),
  /**
   * Which payer of the group each payer id or spelling of the hospital means: lines, or a CSV file of the project. See docs/mapping.md.
   * @default each payer id is a payer of this hospital alone
   */
  payers: groupLookup<PayerLine>().optional(),
  /** Which department of the group each department of the hospital is. @default the group compares none of them */
  departments: groupLookup<DepartmentLine>().optional(),
  /** EMR tables of an existing MySQL that are too big for one process; see docs/big-tables.md. @default every table is read by its step */
  readers: checkedElsewhere<NonNullable<HospitalSpecInput['readers']>>().optional(),
  /** Seconds before the watermark that are read again, for transactions that committed late. @default a day */
  lookbackSeconds: z.number().optional(),
  /**
   * When every key of the source is read, and compared with ours to find deleted rows: `every_run`, `daily`, `weekly`, `never`, or a schedule
   * by table, e.g. `{ transactions: 'weekly' }`; see docs/running.md. @default every run: each run is known to have what the source has
   */
  keyScan: keyScanSchema.optional(),
};

/** What a customer writes about a hospital. */
export interface HospitalProps extends PropsOf<typeof HOSPITAL> {}

/** Checks the type of every field of `HospitalProps`; the spec's schema checks the values. */
export const hospitalShape: z.ZodType<HospitalProps> = typed(z.strictObject(HOSPITAL));
