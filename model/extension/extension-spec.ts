import { z } from 'zod';
import { checkedText } from '../checked-text';
import { PHI_CLASSES } from '../types';

/** One line of text for people. It gets into Terraform JSON, where `${` and `%{` would begin an expression. */
const line = checkedText(
  'MODEL_TEXT_INVALID',
  /^(?!.*[$%]\{)[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,500}$/u,
  'one line of 1 to 500 characters, without ${ and %{',
);
/** What is called so in every engine, in SQL without quotes and in file names. */
const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const NAME_RULE = 'lower-case letters, digits and single underscores, starting with a letter';
const name = checkedText('MODEL_NAME_INVALID', NAME, NAME_RULE).refine((text) => text.length <= 40, {
  error: 'at most 40 characters',
  params: { code: 'MODEL_NAME_INVALID' },
});
const grain = checkedText('MODEL_GRAIN_INVALID', /^one row per [^\n]{3,200}$/, 'say it as "one row per ..."');
const type = z.enum(['STRING', 'INT64', 'NUMERIC', 'DATE', 'TIMESTAMP', 'BOOL']);
const unit = z.enum(['usd', 'days', 'rows', 'ratio']);
const phi = z.enum(PHI_CLASSES);

const columnShape = z.strictObject({
  /** snake_case, at most 40 characters. */
  name,
  /** The source's column, unless a hospital's mapping names another. */
  source: line,
  type,
  /** Class of the column for privacy; `none`: it is not about a person. */
  phi,
  /** One sentence for the data dictionary. */
  description: line,
  /**
   * `required`: every source has the column, and a row without a value is an error. `optional`: hospitals may lack it, and it may be NULL.
   */
  presence: z.enum(['required', 'optional']),
  /** What a key of class `none` reveals to anyone who can join or compare it. @default nothing */
  reveals: z.enum(['person', 'day']).optional(),
  /** Analysts see a keyed hash. @default what the class says */
  shownAs: z.literal('hashed').optional(),
  unit: unit.optional(),
  /** Values of digits only that are shorter get leading zeros. @default no padding */
  padTo: z.int().min(1).max(40).optional(),
  canonical: z.enum(['id', 'icd10', 'cpt']).optional(),
  /** When the source wrote the row: a change of it alone opens no version. @default false */
  bookkeeping: z.boolean().optional(),
  /** The table's dimension or fact in gold has the column too, and reports show it as its class permits. @default false, silver only */
  inGold: z.boolean().optional(),
});

/** Values of a column: the rule's own, or those of a value set of the extension. */
const check = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('at_least'),
    column: z.string(),
    minimum: z.number(),
    unless: z.strictObject({ column: z.string(), values: z.array(z.string()).min(1) }).optional(),
  }),
  z.strictObject({ kind: z.literal('one_of'), column: z.string(), values: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('in_value_set'), column: z.string(), valueSet: z.string() }),
  z.strictObject({ kind: z.literal('pattern'), column: z.string(), regex: z.string().min(1).max(500) }),
  z.strictObject({ kind: z.literal('not_before'), column: z.string(), other: z.string() }),
  z.strictObject({ kind: z.literal('at_most_column'), column: z.string(), other: z.string() }),
  z.strictObject({ kind: z.literal('plausible_date'), column: z.string(), earliest: z.iso.date().optional() }),
  z.strictObject({ kind: z.literal('present'), column: z.string() }),
]);

const ruleShape = z.strictObject({
  /** Unique in its table, e.g. `language_known`. */
  id: name,
  /** `error` moves the row to quarantine, `warning` stays on the row. */
  severity: z.enum(['error', 'warning']),
  check,
  description: line,
});

const tableShape = z.strictObject({
  /** snake_case: the table's name in bronze, quarantine, silver and, where it has columns there, gold. */
  name,
  title: line,
  /** `one row per building of a hospital` */
  grain,
  /** Who delivers it: each hospital's EMR, each hospital's files, or files of the group. */
  origin: z.enum(['emr', 'feed', 'reference']),
  /** The source's table, unless a mapping names another. */
  source: line,
  /** Columns that identify a row within one hospital. */
  key: z.array(z.string()).min(1),
  /** Column whose value grows with each change; null: every run reads the whole table. */
  cursor: z.string().nullable(),
  columns: z.array(columnShape).min(1),
  quality: z.array(ruleShape).default([]),
});

/** SQL that every engine takes, or a text for each. */
const sql = z.union([z.string(), z.strictObject({ duckdb: z.string(), bigquery: z.string() })]);

const viewShape = z.strictObject({
  name,
  description: line,
  grain,
  /** Tables of gold that the SQL reads, each as analysts see it. */
  inputs: z.array(z.string()).min(1),
  /** What the SQL gives, in any order. */
  columns: z
    .array(
      z.strictObject({ name, type, phi, description: line, unit: unit.optional(), required: z.boolean().optional() }),
    )
    .min(1),
  sql,
});

const kpiShape = z.strictObject({
  id: name,
  name: line,
  /** One sentence. */
  definition: line,
  /** As arithmetic, in words. */
  formula: line,
  /** `ratio` is 0 to 1. A sum has no denominator. */
  unit: z.enum(['usd', 'ratio', 'days', 'claims']),
  goodDirection: z.enum(['up', 'down', 'none']),
  numerator: line,
  /** null: a sum. */
  denominator: line.nullable(),
  /** Tables of gold that the SQL reads, each as analysts see it, with the month of each of its days. */
  inputs: z.array(z.string()).min(1),
  /**
   * Columns of the SQL's rows besides `hospital_id`: each slices the KPI. Rows are added up to every slice, so numerator and denominator
   * must be sums.
   */
  grain: z.array(z.enum(['month', 'payer', 'department', 'provider'])).default([]),
  /** Gives `hospital_id`, the columns of the grain, `numerator` and, where there is one, `denominator`. */
  sql,
  /** Completes "not computable: needs ...". */
  needs: line,
  /** Who defines it. */
  source: line,
  /** What a reader must not conclude from it. */
  caveat: line,
});

/** The shape of what an environment adds to the model; `extensionProblems` checks the rest. */
export const extensionShape = z.strictObject({
  version: z.literal(1),
  /** Lists of values that rules name. */
  valueSets: z
    .record(name, z.strictObject({ description: line, values: z.array(z.string().min(1).max(200)).min(1) }))
    .default({}),
  /** Columns for tables of the base model, by table. */
  columns: z.record(z.string(), z.array(columnShape).min(1)).default({}),
  /** Tables that the base model does not have. Each gets a history. */
  tables: z.array(tableShape).default([]),
  /** Quality rules for tables of the base model, by table. */
  rules: z.record(z.string(), z.array(ruleShape).min(1)).default({}),
  /** Views for analysts. */
  views: z.array(viewShape).default([]),
  kpis: z.array(kpiShape).default([]),
});

/** What an environment adds to the model, as its spec has it. */
export type ModelExtension = z.output<typeof extensionShape>;
export type ExtensionColumn = ModelExtension['tables'][number]['columns'][number];
export type ExtensionTable = ModelExtension['tables'][number];
export type ExtensionRule = ExtensionTable['quality'][number];
export type ExtensionView = ModelExtension['views'][number];
export type ExtensionKpi = ModelExtension['kpis'][number];
export type ExtensionSql = ExtensionKpi['sql'];

/** What a customer writes: the same without the version. */
export type ModelExtensionInput = Omit<z.input<typeof extensionShape>, 'version'>;

/**
 * What an environment adds to the model: columns, tables, rules, value sets, views and KPIs, as data. Give it to `RcmEnvironment` as `model`;
 * synth checks it and writes it into the pipeline spec.
 */
export function extendModel(extension: ModelExtensionInput): z.input<typeof extensionShape> {
  return { version: 1, ...extension };
}
