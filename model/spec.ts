import { z } from 'zod';
import { ENTITIES } from './catalogue';
import { ALL_HOSPITALS, REFERENCE_OWNER } from './datasets';

/**
 * A check that also looks at values with other problems, so that all are listed at once; by itself zod stops before it.
 * What it is given may then lack parts.
 */
function evenIfInvalid<Value>(check: z.core.CheckFn<Value>): z.core.$ZodCheck<Value> {
  const always = z.check<Value>(check);
  always._zod.def.when = () => true;
  return always;
}

/** Lower-case words joined by hyphens: the only alphabet that every service's names share. */
const slug = z
  .string()
  .regex(/^[a-z](-?[a-z0-9])*$/, 'lower-case letters, digits and single hyphens, starting with a letter');
/** A MySQL identifier that never needs escaping inside backquotes. */
const identifier = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_$ ]{0,63}$/, 'letters, digits, _, $ or blanks, starting with a letter, at most 64');
const entityName = z.string().check((context) => {
  if (!ENTITIES.some((entity) => entity.name === context.value)) {
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: `unknown table "${context.value}"${nearest(context.value)}`,
    });
  }
});

/** Where a source's column goes: the common column's name, or that and what to take off the front of each value. */
const columnTarget = z.union([
  z.string(),
  z.strictObject({ column: z.string(), stripPrefix: z.string().min(1).max(20) }),
]);

const mapping = z.record(
  z.string(),
  z.strictObject({
    /** The source's table, where it is not called as usual. */
    table: identifier.optional(),
    /** Source column -> common column, only for those that are not called as usual. */
    columns: z.record(identifier, columnTarget).default({}),
  }),
);

const mysql = z.strictObject({
  kind: z.literal('mysql'),
  host: z.string().min(1),
  port: z.int().min(1).max(65535).default(3306),
  database: identifier,
  user: z.string().min(1),
  /** Name of the secret that holds the password; never the password. Absent: IAM authentication. */
  passwordSecret: z.string().min(1).optional(),
  /** `verify`: TLS with the server's certificate checked. `none` is for a database on the same machine. */
  tls: z.enum(['verify', 'none']).default('verify'),
  /** Name of the secret that holds the PEM of the authority that signed the server's certificate. Absent: the authorities Node.js trusts. */
  certificateAuthoritySecret: z.string().min(1).optional(),
  /** Cloud SQL connection name (project:region:instance), where the platform made the database. */
  instance: z.string().optional(),
});

const feed = z.strictObject({
  table: entityName,
  delimiter: z.enum([',', '|', '\t', ';']).default(','),
  encoding: z.enum(['utf8', 'latin1']).default('utf8'),
  cadence: z.enum(['daily', 'weekly', 'monthly', 'yearly']).default('monthly'),
});

const hospital = z.strictObject({
  id: slug.max(20, 'at most 20 characters'),
  title: z.string().min(1).optional(),
  emr: mysql,
  /** EMR tables to read. */
  tables: z.array(entityName).min(1),
  feeds: z.array(feed).default([]),
  mapping: mapping.default({}),
  /** Rows this much older than the watermark are read again, in seconds, for transactions that committed late. */
  lookbackSeconds: z.int().min(0).default(86_400),
  /** When the keys of the source are compared with ours to find deleted rows. */
  keyScan: z.enum(['every_run', 'never']).default('every_run'),
});

const environment = z.strictObject({
  version: z.literal(1),
  environment: slug,
  group: slug.max(20, 'at most 20 characters'),
  stage: z.enum(['dev', 'test', 'prod']),
  project: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
      'a project id has 6 to 30 lower-case letters, digits or hyphens, starts with a letter and does not end with a hyphen',
    ),
  region: z.string().regex(/^[a-z]+-[a-z]+[0-9]$/, {
    error: ({ input }) => `"${input}" is not a region; write one like us-central1`,
  }),
  dailyRun: z.strictObject({
    localTime: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, {
      error: ({ input }) => `"${input}" is not a time; write it as hh:mm`,
    }),
    timeZone: z.string().min(1),
  }),
  buckets: z.strictObject({
    inbox: z.string(),
    landing: z.string(),
    archive: z.string(),
    curated: z.string(),
    code: z.string(),
  }),
  /** Cloud Run job per workload, by name, e.g. extract: sunrise-dev-extract. */
  cloudRunJobs: z.record(z.string(), z.string()).default({}),
  references: z.array(feed).default([]),
  quality: z
    .strictObject({
      /** More than this share of a table's new rows in quarantine fails the table's run. */
      maximumQuarantinedShare: z.number().min(0).max(1).default(0.05),
      /** More than this share of unreadable lines refuses the file. */
      maximumBadLineShare: z.number().min(0).max(1).default(0.05),
      /** More than this share of a table's rows gone from the source at once refuses the load; 1: never. */
      maximumDeletedShare: z.number().min(0).max(1).default(0.2),
    })
    .prefault({}),
});

/** References are the group's own files: each entity once, and none that a hospital delivers. */
function checkReferences({ value, issues }: z.core.ParsePayload<z.output<typeof environment>>): void {
  const report = (index: number, message: string) =>
    issues.push({ code: 'custom', input: value.references, path: ['references', index, 'table'], message });
  const names = (value.references ?? []).map((each) => each?.table);
  for (const [index, name] of names.entries()) {
    const found = ENTITIES.find((entity) => entity.name === name);
    if (found && found.origin !== 'reference') report(index, `"${name}" does not come as a file of the group`);
    if (names.indexOf(name) < index) report(index, `"${name}" is listed twice`);
  }
}

/** Those that occur more than once, each once. */
function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}

/** What a hospital's stack uploads: its part of the spec. */
export const hospitalSpecSchema = hospital.check(
  evenIfInvalid((context) => {
    const spec = context.value;
    const report = (path: (string | number)[], message: string) =>
      context.issues.push({ code: 'custom', input: spec, path, message });
    if (spec.id === ALL_HOSPITALS) report(['id'], `"${ALL_HOSPITALS}" is kept for the figures of the whole group`);
    for (const name of repeated([...(spec.tables ?? []), ...(spec.feeds ?? []).map((each) => each.table)])) {
      report(['tables'], `"${name}" is listed twice`);
    }
    if (spec.id === REFERENCE_OWNER) report(['id'], `"${REFERENCE_OWNER}" is kept for the group's reference files`);
    for (const [index, name] of (spec.tables ?? []).entries()) {
      const found = ENTITIES.find((entity) => entity.name === name);
      if (found && found.origin !== 'emr') report(['tables', index], `"${name}" does not come from an EMR`);
    }
    for (const [index, each] of (spec.feeds ?? []).entries()) {
      const found = ENTITIES.find((entity) => entity.name === each.table);
      if (found && found.origin !== 'feed')
        report(['feeds', index, 'table'], `"${each.table}" does not come as a hospital's file`);
    }
    for (const [name, table] of Object.entries(spec.mapping ?? {})) {
      const found = ENTITIES.find((entity) => entity.name === name);
      if (!found) {
        report(['mapping', name], `unknown table "${name}"${nearest(name)}`);
        continue;
      }
      const taken = new Map<string, string>();
      for (const [from, target] of Object.entries(table?.columns ?? {})) {
        const to = typeof target === 'string' ? target : target.column;
        if (!found.columns.some((column) => column.name === to)) {
          report(
            ['mapping', name, 'columns', from],
            `${name} has no column "${to}"; it has ${found.columns.map((column) => column.name).join(', ')}`,
          );
        } else if (taken.has(to)) {
          report(['mapping', name, 'columns', from], `"${to}" is already taken from "${taken.get(to)}"`);
        }
        taken.set(to, from);
      }
    }
  }),
);

/** The environment's own part of the spec; hospitals come one file each, so that adding one changes no other. */
export const environmentSpecSchema = environment.check(evenIfInvalid(checkReferences));

/** The whole spec: all that the pipeline knows of an environment, as plain JSON. */
export const pipelineSpecSchema = environment.extend({ hospitals: z.array(hospitalSpecSchema) }).check(
  evenIfInvalid(checkReferences),
  evenIfInvalid((context) => {
    const seen = new Set<string>();
    for (const [index, each] of (context.value.hospitals ?? []).entries()) {
      if (seen.has(each?.id)) {
        context.issues.push({
          code: 'custom',
          input: each.id,
          path: ['hospitals', index, 'id'],
          message: `two hospitals have the id "${each.id}"`,
        });
      }
      seen.add(each?.id);
    }
  }),
);

export type EnvironmentSpec = z.output<typeof environmentSpecSchema>;
export type HospitalSpec = z.output<typeof hospitalSpecSchema>;
export type HospitalSpecInput = z.input<typeof hospitalSpecSchema>;
export type FeedSpec = HospitalSpec['feeds'][number];
export type MySqlSpec = HospitalSpec['emr'];
export type PipelineSpec = z.output<typeof pipelineSpecSchema>;

/** One thing that is wrong with a spec: where and what. */
export interface SpecProblem {
  /** e.g. `hospitals[1].mapping.patients.columns.F_Name` */
  readonly path: string;
  readonly message: string;
}

/** Every problem of a spec at once. @see parseSpec */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  readonly code = 'SPEC_INVALID';

  constructor(readonly problems: readonly SpecProblem[]) {
    super(
      `SPEC_INVALID: ${problems.length} problem(s):\n${problems.map(({ path, message }) => `  ${path}: ${message}`).join('\n')}`,
    );
  }
}

/**
 * Reads a spec, or one part of it, filling in the defaults.
 * @throws SpecError with every problem and its path.
 */
export function parseSpec<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new SpecError(result.error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message })));
}

function pathText(path: readonly PropertyKey[]): string {
  return (
    path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, '') || '(root)'
  );
}

/** `; did you mean "patients"?` where a known table is close to the word. */
function nearest(word: string): string {
  const close = ENTITIES.map((entity) => entity.name).find(
    (name) => name.startsWith(word.slice(0, 4)) || word.startsWith(name.slice(0, 4)),
  );
  return close ? `; did you mean "${close}"?` : `; there are ${ENTITIES.map((entity) => entity.name).join(', ')}`;
}
