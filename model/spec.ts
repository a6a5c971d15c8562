import { z } from 'zod';
import { checkedText } from './checked-text';
import { claimLines, linesProblem } from './claim-lines';
import { databaseHost } from './database-host';
import { ALL_HOSPITALS, REFERENCE_OWNER } from './datasets';
import { checkedModelOf, extensionSchema } from './extension/checked-model';
import { dialectFields, dialectProblems } from './feed-dialect';
import { type FeedPlace, feedPath, pathsMeet } from './feed-path';
import { mappingProblems } from './mapping/mapping-problems';
import { mappingSchema } from './mapping/mapping-spec';
import { BASE_MODEL, type Model } from './model';
import { nearestTable } from './nearest-table';
import type { ProblemCode } from './problems';
import { isLoopbackHost } from './source-host';
import { sparkProblems } from './spark-problems';
import { isTimeZone } from './time-zone';

/**
 * A check that also runs on values with other problems, so that all are reported at once; zod alone would skip it.
 * The value may then lack parts.
 */
function evenIfInvalid<Value>(check: z.core.CheckFn<Value>): z.core.$ZodCheck<Value> {
  const always = z.check<Value>(check);
  always._zod.def.when = () => true;
  return always;
}

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
/** Name of a database: what a URL also takes. */
const databaseName = checkedText(
  'SOURCE_NAME_INVALID',
  /^[A-Za-z_][A-Za-z0-9_$ -]{0,63}$/,
  'letters, digits, _, $, - or blanks, starting with a letter, at most 64',
);
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

const mysql = z.strictObject({
  kind: z.literal('mysql'),
  host: databaseHost,
  port: z.int().min(1).max(65535).default(3306),
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
});

/** Limits of a held delivery, where an environment or a feed names none. */
export const QUALITY_DEFAULTS = { maximumQuarantinedShare: 0.05, leastQuarantinedRows: 20 } as const;
const share = z.number().min(0).max(1);
const leastRows = z.int().min(1);

const feed = z.strictObject({
  table: entityName,
  /** Id of a file format (jobs/sources/files/formats). Absent: csv, delimited text with a header line. */
  format: shortSlug.optional(),
  ...dialectFields,
  /** Where in the inbox its files are, e.g. `{hospital}/{table}/{yyyy-mm}/*.csv`; of hospitals only. Absent: anywhere in <hospital>/<table>/. */
  path: feedPath.optional(),
  cadence: z.enum(['daily', 'weekly', 'monthly', 'yearly']).default('monthly'),
  /** The file has lines of the table's rows. Absent: a row for each key, and rows of one key that differ are held back. */
  lines: claimLines.optional(),
  /** Limits of a held delivery of this feed. Absent: those of the environment. */
  quality: z
    .strictObject({ maximumQuarantinedShare: share.optional(), leastQuarantinedRows: leastRows.optional() })
    .optional(),
});

const hospital = z.strictObject({
  id: shortSlug,
  title: checkedText(
    'FIELD_INVALID',
    /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,200}$/u,
    'a title is one line of text',
  ).optional(),
  emr: mysql,
  /** EMR tables to read. */
  tables: z.array(entityName).min(1),
  feeds: z.array(feed).default([]),
  mapping: mappingSchema.default({}),
  /** Rows this much older than the watermark are read again, in seconds, for transactions that committed late. */
  lookbackSeconds: z.int().min(0).default(86_400),
  /**
   * EMR tables too big for one process: Spark reads them the first time. Absent: none.
   */
  readers: z.record(entityName, z.literal('spark')).optional(),
  /** When the keys of the source are compared with ours to find deleted rows. */
  keyScan: z.enum(['every_run', 'never']).default('every_run'),
});

const environment = z.strictObject({
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
});

/** References are the group's own files: each entity once, and none that a hospital delivers. */
function checkReferences({ value, issues }: z.core.ParsePayload<z.output<typeof environment>>): void {
  const model = checkedModelOf(value);
  const report = (code: ProblemCode, index: number, message: string, field = 'table') =>
    issues.push({
      code: 'custom',
      input: value.references,
      path: ['references', index, field],
      params: { code },
      message,
    });
  const names = (value.references ?? []).map((each) => each?.table);
  for (const [index, name] of names.entries()) {
    const found = model.entities.find((entity) => entity.name === name);
    if (!found && typeof name === 'string') report('TABLE_UNKNOWN', index, unknownTable(model, name));
    if (found && found.origin !== 'reference')
      report('TABLE_ORIGIN_WRONG', index, `"${name}" does not come as a file of the group`);
    if (names.indexOf(name) < index) report('TABLE_REPEATED', index, `"${name}" is listed twice`);
    const problem = linesProblem(model, value.references?.[index] ?? {});
    if (problem) report('LINES_UNSUITED', index, problem);
    if (value.references?.[index]?.path !== undefined)
      report('FEED_PATH_UNSUITED', index, `files of the group are in ${REFERENCE_OWNER}/${name}/`, 'path');
    for (const { field, message } of dialectProblems(value.references?.[index] ?? {}))
      report('DIALECT_UNSUITED', index, message, field);
  }
}

/** A file that lies in the places of two feeds would be read by both, and archived by the first. */
function checkPaths({ value, issues }: z.core.ParsePayload<{ hospitals: z.output<typeof hospital>[] }>): void {
  const places: (FeedPlace & { readonly at: (string | number)[] })[] = (value.hospitals ?? []).flatMap(
    (each, hospitalAt) =>
      (each?.feeds ?? []).map(({ table, path }, index) => ({
        ...{ owner: each.id, table, path },
        at: ['hospitals', hospitalAt, 'feeds', index, 'path'],
      })),
  );
  for (const [index, place] of places.entries()) {
    if (place.path !== undefined && !feedPath.safeParse(place.path).success) continue;
    const other = places.find(
      (each, at) => at !== index && (at < index || each.path === undefined) && pathsMeet(place, each),
    );
    if (place.path === undefined || !other) continue;
    const message = `a file could also belong to ${other.table} of ${other.owner}`;
    issues.push({ code: 'custom', input: place.path, path: place.at, params: { code: 'FEED_PATH_UNSUITED' }, message });
  }
}

/** Names that occur more than once. */
function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}

/** What is wrong with a hospital's part of the spec beyond the types of its fields. */
const hospitalCheck = (model: Model) =>
  evenIfInvalid<z.output<typeof hospital>>((context) => {
    const spec = context.value;
    const report = (code: ProblemCode, path: (string | number)[], message: string) =>
      context.issues.push({ code: 'custom', input: spec, path, params: { code }, message });
    if (spec.id === ALL_HOSPITALS)
      report('NAME_RESERVED', ['id'], `"${ALL_HOSPITALS}" is kept for the figures of the whole group`);
    for (const name of repeated([...(spec.tables ?? []), ...(spec.feeds ?? []).map((each) => each.table)])) {
      report('TABLE_REPEATED', ['tables'], `"${name}" is listed twice`);
    }
    if (spec.emr?.tls === 'none' && !isLoopbackHost(String(spec.emr.host ?? '')))
      report('TLS_MISSING', ['emr', 'tls'], `"${spec.emr.host}" is not on this machine, and is read over TLS only`);
    if (spec.id === REFERENCE_OWNER)
      report('NAME_RESERVED', ['id'], `"${REFERENCE_OWNER}" is kept for the group's reference files`);
    for (const [index, name] of (spec.tables ?? []).entries()) {
      const found = model.entities.find((entity) => entity.name === name);
      if (!found && typeof name === 'string') report('TABLE_UNKNOWN', ['tables', index], unknownTable(model, name));
      if (found && found.origin !== 'emr')
        report('TABLE_ORIGIN_WRONG', ['tables', index], `"${name}" does not come from an EMR`);
    }
    for (const [index, each] of (spec.feeds ?? []).entries()) {
      const found = model.entities.find((entity) => entity.name === each?.table);
      if (!found && typeof each?.table === 'string')
        report('TABLE_UNKNOWN', ['feeds', index, 'table'], unknownTable(model, each.table));
      if (found && found.origin !== 'feed')
        report('TABLE_ORIGIN_WRONG', ['feeds', index, 'table'], `"${each.table}" does not come as a hospital's file`);
      const problem = linesProblem(model, each ?? {});
      if (problem) report('LINES_UNSUITED', ['feeds', index, 'lines'], problem);
      for (const { field, message } of dialectProblems(each ?? {}))
        report('DIALECT_UNSUITED', ['feeds', index, field], message);
    }
    for (const name of Object.keys(spec.readers ?? {})) {
      if (!(spec.tables ?? []).includes(name))
        report('SPARK_READER_UNSUITED', ['readers', name], `"${name}" is not in the hospital's list of EMR tables`);
      if (spec.emr?.instance !== undefined)
        report('SPARK_READER_UNSUITED', ['readers', name], 'Spark has no connector for Cloud SQL; a step reads it');
    }
    for (const { path, message } of sparkProblems(model, spec)) report('SPARK_READER_UNSUITED', path, message);
    for (const { code, path, message } of mappingProblems(model, spec.mapping ?? {}))
      report(code, ['mapping', ...path], message);
  });

/** What a hospital's stack uploads, its part of the spec, in an environment with this model. */
export function hospitalSpecSchemaOf(model: Model) {
  return hospital.check(hospitalCheck(model));
}

/** The same in an environment that adds nothing to the model. */
export const hospitalSpecSchema = hospitalSpecSchemaOf(BASE_MODEL);

/** The environment's own part of the spec; hospitals come one file each, so that adding one changes no other. */
export const environmentSpecSchema = environment.check(evenIfInvalid(checkReferences));

/** The whole spec: all that the pipeline knows about an environment, as plain JSON. */
export const pipelineSpecSchema = environment.extend({ hospitals: z.array(hospital) }).check(
  evenIfInvalid(checkReferences),
  evenIfInvalid(checkHospitals),
  evenIfInvalid((context) => {
    const seen = new Set<string>();
    for (const [index, each] of (context.value.hospitals ?? []).entries()) {
      if (seen.has(each?.id)) {
        context.issues.push({
          code: 'custom',
          input: each.id,
          path: ['hospitals', index, 'id'],
          params: { code: 'HOSPITAL_ID_REPEATED' satisfies ProblemCode },
          message: `two hospitals have the id "${each.id}"`,
        });
      }
      seen.add(each?.id);
    }
  }),
  evenIfInvalid(checkPaths),
);

/** Each hospital of a whole spec, by the model of the spec. */
function checkHospitals({
  value,
  issues,
}: z.core.ParsePayload<{ readonly hospitals: z.output<typeof hospital>[]; readonly model?: unknown }>): void {
  const check = hospitalCheck(checkedModelOf(value));
  for (const [index, each] of (value.hospitals ?? []).entries()) {
    const part = { value: each, issues: [] as z.core.$ZodRawIssue[] };
    check._zod.check(part);
    issues.push(...part.issues.map((issue) => ({ ...issue, path: ['hospitals', index, ...(issue.path ?? [])] })));
  }
}

export type EnvironmentSpec = z.output<typeof environmentSpecSchema>;
export type HospitalSpec = z.output<typeof hospitalSpecSchema>;
export type HospitalSpecInput = z.input<typeof hospitalSpecSchema>;
export type FeedSpecInput = z.input<typeof feed>;
export type FeedSpec = HospitalSpec['feeds'][number];
export type MySqlSpec = HospitalSpec['emr'];
export type PipelineSpec = z.output<typeof pipelineSpecSchema>;

const unknownTable = (model: Model, word: string) => `unknown table "${word}"${nearestTable(model, word)}`;
