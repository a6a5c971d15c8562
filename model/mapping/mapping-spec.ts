import { z } from 'zod';
import { checkedText } from '../checked-text';
import { FILE_HEADER, FILE_HEADER_RULE, MYSQL_NAME, MYSQL_NAME_RULE } from './source-names';

/** A column of a file has any header as its name, one of a database `MYSQL_NAME`, which `mappingProblems` checks. */
const sourceColumn = checkedText('SOURCE_NAME_INVALID', FILE_HEADER, FILE_HEADER_RULE);

/** Where a common column comes from: the source column's name, or its name and what is done with its values. */
const columnMapping = z.union([
  sourceColumn,
  z.strictObject({
    column: sourceColumn,
    /** Removed from the front of each value that begins with it. */
    stripPrefix: z.string().min(1).max(20).optional(),
  }),
]);

/** By table of the model. What is not named has its usual name, table and columns alike. */
export const mappingSchema = z.record(
  z.string(),
  z.strictObject({
    /** The table of the database, where it does not have the usual name. */
    from: z.strictObject({ table: checkedText('SOURCE_NAME_INVALID', MYSQL_NAME, MYSQL_NAME_RULE) }).optional(),
    /** Common column -> where it comes from, only for columns without the usual name. */
    columns: z.record(z.string(), columnMapping).default({}),
  }),
);

export type MappingSpec = z.output<typeof mappingSchema>;
export type ColumnMapping = z.output<typeof columnMapping>;
