import { z } from 'zod';
import { checkedText } from './checked-text';
import { claimLines } from './claim-lines';
import { databaseHost } from './database-host';
import { extensionSchema } from './extension/checked-model';
import { dialectFields } from './feed-dialect';
import { feedPath } from './feed-path';
import { groupLookupFields } from './group-lookups';
import { keyScanSchema } from './key-scan';
import { mappingSchema } from './mapping/mapping-spec';
import { MYSQL_NAME, MYSQL_NAME_RULE, POSTGRES_NAME, POSTGRES_NAME_RULE } from './mapping/source-names';
import type { ProblemCode } from './problems';
import { sourceLimits } from './source-limits';
import { isTimeZone } from './time-zone';

/** Lower-case words joined by hyphens: every service accepts these characters in names. */
const slug = checkedText(
  'SLUG_INVALID',
  /^[a-z](-?[a-z0-9])*$/,
  'lower-case letters, digits and single hyphens, starting with a letter',
);
const SLUG_MAXIMUM = 20;
const shortSlug = slug.refine((input) => input.length <= SLUG_MAXIMUM, {
  error: `at most ${SLUG_MAXIMUM} characters`,
  params: { code: 'NAME_TOO_LONG' },
});
/** Name of a database: any that MySQL can give one. */
const databaseName = checkedText('SOURCE_NAME_INVALID', MYSQL_NAME, MYSQL_NAME_RULE);
/** The name of an entity. Which there are, the model of the environment says: the whole part is checked for it. */
const entityName = z.string();

/** Also what a URL and a resource name take as one part: no slash, no dots, no escape. */
const secretName = checkedText(
  'SECRET_NAME_INVALID',
  /^[A-Za-z0-9_-]{1,255}$/,
  'the name of a secret has 1 to 255 letters, digits, _ or -',
);
const bucketName = checkedText(
  'BUCKET_NAME_INVALID',
  /^[a-z0-9](?:[a-z0-9._-]{0,220}[a-z0-9])?$/,
  'the name of a bucket has lower-case letters, digits, -, _ or dots, without gs:// and without a folder',
);

const port = z.int().min(1).max(65535);
const mysql = z.strictObject({
  kind: z.literal('mysql'),
  host: databaseHost,
  port: port.default(3306),
  database: databaseName,
  user: checkedText('SOURCE_NAME_INVALID', /^[A-Za-z0-9_.@-]{1,80}$/, 'not the name of a user of MySQL'),
  /** Name of the secret that holds the password; never the password. Absent: IAM authentication. */
  passwordSecret: secretName.optional(),
  /** `verify`: TLS with the server's certificate checked. `none` only for a host of the loopback interface: passwords and rows would travel readable. */
  tls: z.enum(['verify', 'none']).default('verify'),
  /** Name of the secret that holds the PEM of the authority that signed the server's certificate. Absent: the authorities Node.js trusts. */
  certificateAuthoritySecret: secretName.optional(),
  /** Cloud SQL connection name (project:region:instance), if the platform created the database. */
  instance: checkedText(
    'FIELD_INVALID',
    /^[a-z0-9.:-]+:[a-z0-9-]+:[a-z0-9-]+$/,
    'not project:region:instance',
  ).optional(),
  /** How much it may be asked for. Absent: no bound. */
  limits: sourceLimits.optional(),
});

const postgresName = checkedText('SOURCE_NAME_INVALID', POSTGRES_NAME, POSTGRES_NAME_RULE);
/** Its driver is an optional dependency. */
const postgres = z.strictObject({
  kind: z.literal('postgres'),
  host: databaseHost,
  port: port.default(5432),
  database: postgresName,
  /** The one schema that is read. */
  schema: postgresName.default('public'),
  user: checkedText('SOURCE_NAME_INVALID', /^[A-Za-z0-9_.@-]{1,63}$/, 'not the name of a user of PostgreSQL'),
  /** Name of the secret that holds the password; never the password. */
  passwordSecret: secretName,
  /** As of MySQL. */
  tls: z.enum(['verify', 'none']).default('verify'),
  /** As of MySQL. */
  certificateAuthoritySecret: secretName.optional(),
  /** As of MySQL. */
  limits: sourceLimits.optional(),
});

/** Limits of a held delivery, where an environment or a feed names none. */
export const QUALITY_DEFAULTS = { maximumQuarantinedShare: 0.05, leastQuarantinedRows: 20 } as const;
/** GiB that one query job may bill, where a spec names none, and the most that a spec may name (1 PiB). */
export const MAXIMUM_GIBIBYTES_BILLED = { unnamed: 2048, highest: 1_048_576 } as const;
const share = z.number().min(0).max(1);
const leastRows = z.int().min(1);

/** One kind of file, of a hospital or of the group. */
export const feed = z.strictObject({
  table: entityName,
  /** Id of a file format (jobs/sources/files/formats). Absent: csv, delimited text with a header line. */
  format: shortSlug.optional(),
  ...dialectFields,
  /** Where in the inbox its files are, e.g. `{hospital}/{table}/{yyyy-mm}/*.csv`; of hospitals only. Absent: anywhere in <hospital>/<table>/. */
  path: feedPath.optional(),
  cadence: z.enum(['daily', 'weekly', 'monthly', 'yearly']).default('monthly'),
  /**
   * Of a table of the EMR: `full`, each file holds every row that the EMR has, and a row that it lacks has ended; `changes`, a file says
   * nothing about other rows than its own. Other feeds have none.
   */
  content: z.enum(['full', 'changes']).optional(),
  /** The file has lines of the table's rows. Absent: a row for each key, and rows of one key that differ are held back. */
  lines: claimLines.optional(),
  /** Limits of a held delivery of this feed. Absent: those of the environment. */
  quality: z
    .strictObject({ maximumQuarantinedShare: share.optional(), leastQuarantinedRows: leastRows.optional() })
    .optional(),
});

/** A hospital's part of the spec, each field alone. */
export const hospital = z.strictObject({
  id: shortSlug,
  title: checkedText(
    'FIELD_INVALID',
    /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,200}$/u,
    'a title is one line of text',
  ).optional(),
  /** The database of its EMR; which engine reads it, `kind` says. Absent: it opens none, and its EMR's tables are feeds. */
  emr: z.discriminatedUnion('kind', [mysql, postgres]).optional(),
  /** EMR tables to read from the database. */
  tables: z.array(entityName).default([]),
  feeds: z.array(feed).default([]),
  mapping: mappingSchema.default({}),
  ...groupLookupFields,
  /** Rows this much older than the watermark are read again, in seconds, for transactions that committed late. */
  lookbackSeconds: z.int().min(0).default(86_400),
  /**
   * EMR tables too big for one process: Spark reads them the first time. Absent: none.
   */
  readers: z.record(entityName, z.literal('spark')).optional(),
  /**
   * When the keys of the source are compared with ours, to find deleted and missed rows, and its totals: a schedule for all tables, or one by
   * table. Every run, so that each run's figures are known to be the source's.
   */
  keyScan: keyScanSchema.default('every_run'),
});

/** The environment's own part of the spec, each field alone. */
export const environment = z.strictObject({
  version: z.literal(1),
  environment: slug,
  group: shortSlug,
  stage: z.enum(['dev', 'test', 'prod']),
  project: checkedText(
    'PROJECT_INVALID',
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    'a project id has 6 to 30 lower-case letters, digits or hyphens, starts with a letter and does not end with a hyphen',
  ),
  region: checkedText(
    'REGION_INVALID',
    /^[a-z]+-[a-z]+[0-9]+$/,
    (input) => `"${input}" is not a region; write one like us-central1`,
  ),
  dailyRun: z.strictObject({
    localTime: checkedText(
      'TIME_INVALID',
      /^([01][0-9]|2[0-3]):[0-5][0-9]$/,
      (input) => `"${input}" is not a time; write it as hh:mm`,
    ),
    timeZone: z.string().refine(isTimeZone, {
      error: ({ input }) => `"${input}" is not a time zone; write one like America/Chicago`,
      params: { code: 'TIME_ZONE_UNKNOWN' satisfies ProblemCode },
    }),
  }),
  buckets: z.strictObject({
    inbox: bucketName,
    landing: bucketName,
    archive: bucketName,
    curated: bucketName,
    code: bucketName,
  }),
  /** Cloud Run job per workload, by name, e.g. extract: sunrise-dev-extract. */
  cloudRunJobs: z.record(z.string(), z.string()).default({}),
  references: z.array(feed).default([]),
  /** Where the columns of the references come from. Absent: all have their usual names. */
  mapping: mappingSchema.optional(),
  /** What the environment adds to the base model: see `extendModel`. Absent: nothing. */
  model: extensionSchema.optional(),
  quality: z
    .strictObject({
      /** A delivery (a file, or a snapshot of a table) with more than this share of broken rows is held as a whole, and the table's run fails. */
      maximumQuarantinedShare: share.default(QUALITY_DEFAULTS.maximumQuarantinedShare),
      /** Fewer broken rows than this hold back no delivery, whatever their share. */
      leastQuarantinedRows: leastRows.default(QUALITY_DEFAULTS.leastQuarantinedRows),
      /** More than this share of unreadable lines refuses the file. */
      maximumBadLineShare: z.number().min(0).max(1).default(0.05),
      /** More than this share of a table's rows gone from the source at once refuses the load; 1: never. */
      maximumDeletedShare: z.number().min(0).max(1).default(0.2),
      /** A row of a file that states a time more than this after its delivery counts as of the delivery. Seconds. */
      maximumAheadSeconds: z.int().min(0).default(86_400),
    })
    .prefault({}),
  warehouse: z
    .strictObject({
      /** BigQuery ends a query job that would bill more GiB, before it reads anything. Other engines bill nothing. */
      maximumGibibytesBilled: z
        .int()
        .min(1)
        .max(MAXIMUM_GIBIBYTES_BILLED.highest)
        .default(MAXIMUM_GIBIBYTES_BILLED.unnamed),
    })
    .prefault({}),
});
