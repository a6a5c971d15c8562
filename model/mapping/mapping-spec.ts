import { z } from 'zod';
import { checkedText } from '../checked-text';
import type { ProblemCode } from '../problems';
import { isTimeZone } from '../time-zone';
import { isDateFormat } from './date-format';
import { isScale } from './scale';
import { FILE_HEADER, FILE_HEADER_RULE, MYSQL_NAME, MYSQL_NAME_RULE } from './source-names';
import { conditionProblem, LONGEST_SQL, queryProblem } from './source-sql';

/** Most lines of a value map, inline or in a file. */
export const MOST_VALUES = 10_000;

/** A column of a file has any header as its name, one of a database `MYSQL_NAME`, which `mappingProblems` checks. */
const sourceColumn = checkedText('SOURCE_NAME_INVALID', FILE_HEADER, FILE_HEADER_RULE);
const text = z.string().min(1).max(200);

const timeZone = z.string().refine(isTimeZone, {
  error: ({ input }) => `"${input}" is not a time zone; write one like America/Chicago`,
  params: { code: 'TIME_ZONE_UNKNOWN' satisfies ProblemCode },
});

const misused = (message: string) => ({
  error: message,
  params: { code: 'MAPPING_VERB_INVALID' satisfies ProblemCode },
});

/** Value of the source -> value of the model; null: no value. */
const lines = z
  .record(z.string(), z.string().nullable())
  .refine((given) => Object.keys(given).length > 0, misused('a value map has at least one value'))
  .refine(
    (given) => Object.keys(given).length <= MOST_VALUES,
    misused(`a value map has at most ${MOST_VALUES} values`),
  );

/** A text of SQL that the source reads as it is. */
function sql(problemOf: (text: string) => string | null) {
  return z
    .string()
    .max(LONGEST_SQL)
    .refine((text) => problemOf(text) === null, {
      error: ({ input }) => problemOf(String(input)) ?? 'invalid',
      params: { code: 'SOURCE_SQL_REFUSED' satisfies ProblemCode },
    });
}

const values = z.union([
  /** A file of two columns that synth has read: its name, and its lines. */
  z.strictObject({ lookup: z.string(), lines }),
  lines,
]);

/** A text that a concat puts between columns: a part without a letter or a digit, or one that says that it is a text. */
const concatPart = z.union([sourceColumn, z.strictObject({ text }), z.strictObject({ column: sourceColumn })]);

/** What is done with the text of a column, in this order. */
const verbs = {
  /** The part, from 1, between two separators, without blanks around it where `trim` says so; no such part: no value. */
  split: z.strictObject({ by: text, part: z.int().min(1).max(100) }).optional(),
  /** Takes blanks off both ends. */
  trim: z.literal(true).optional(),
  /** Removed from the front of each value that begins with it. */
  stripPrefix: z.string().min(1).max(20).optional(),
  case: z.enum(['upper', 'lower', 'title']).optional(),
  /** Digits-only values shorter than this get leading zeros. */
  padTo: z.int().min(2).max(50).optional(),
  values: values.optional(),
  /**
   * What becomes of a value that the map does not have: `quarantine` holds the row, `pass` keeps the value, any other text (`unknown`) or
   * null stands in its place. All are counted. @default OTHERWISE_DEFAULT
   */
  otherwise: z.string().nullable().optional(),
  /** How a day or a time is written, e.g. `MM/DD/YYYY`; what is written otherwise is unreadable. */
  format: z
    .string()
    .refine(
      isDateFormat,
      misused('a format has YYYY, MM or M, DD or D, and perhaps HH, mm and ss, each once, e.g. MM/DD/YYYY'),
    )
    .optional(),
  /** A power of ten, perhaps negative, by which an amount is multiplied: 0.01 where the source holds cents. */
  scale: z
    .number()
    .refine(isScale, misused('a scale is 1, 10, 100, 0.1, 0.01 and so on, or one of these with a minus'))
    .optional(),
  /** Of a day: the column holds instants, in UTC where they do not say, and has their days in this zone. Of a time: the clock that wrote it. */
  zone: timeZone.optional(),
};

/** What becomes of a value that a map does not have, where the mapping does not say: nothing is guessed. */
export const OTHERWISE_DEFAULT = 'quarantine';

/** Where the text of a column begins: one of these. */
const origins = {
  column: sourceColumn.optional(),
  concat: z.array(concatPart).min(2).max(20).optional(),
  coalesce: z.array(sourceColumn).min(2).max(20).optional(),
  constant: z.union([z.string().max(200), z.number(), z.boolean()]).optional(),
  absent: z.literal(true).optional(),
};

/** Where a common column comes from: the source column's name, or where it begins and what is done with it. */
export const columnMapping = z.union([sourceColumn, z.strictObject({ ...origins, ...verbs })]);

/** By table of the model. What is not named has its usual name, table and columns alike. */
export const mappingSchema = z.record(
  z.string(),
  z.strictObject({
    /** Where the rows are: a table of the database that does not have the usual name, or a SELECT that only reads. */
    from: z
      .strictObject({
        table: checkedText('SOURCE_NAME_INVALID', MYSQL_NAME, MYSQL_NAME_RULE).optional(),
        query: sql(queryProblem).optional(),
      })
      .optional(),
    /** Only rows for which the source says that it is true. A row that leaves it ends. @default every row */
    where: sql(conditionProblem).optional(),
    /**
     * The source column that grows with each change of a row, and the zone of its clock; `none`: every run reads every row.
     * @default what the model's cursor comes from, in UTC
     */
    cursor: z
      .union([
        z.literal('none', { error: 'a cursor is { column, zone }, or none' }),
        z.strictObject({ column: sourceColumn, zone: timeZone.optional() }),
      ])
      .optional(),
    /** Common column -> where it comes from, only for columns without the usual name. */
    columns: z.record(z.string(), columnMapping).default({}),
  }),
);

export type MappingSpec = z.output<typeof mappingSchema>;
export type ColumnMapping = z.output<typeof columnMapping>;
