import type { Column, LogicalType } from '../../../model/types';

/** Logical bytes of a value: https://cloud.google.com/bigquery/pricing#data */
const BYTES: Readonly<Record<Exclude<LogicalType, 'STRING'>, number>> = {
  INT64: 8,
  NUMERIC: 16,
  DATE: 8,
  TIMESTAMP: 8,
  BOOL: 1,
};
/** A text has two bytes besides its own. */
const OF_TEXT = 2;
/** Letters of texts that are longer than an id or a code; a hash is 64 hexadecimal digits. */
const LETTERS: readonly (readonly [RegExp, number])[] = [
  [/^_row_hash$|^_source_file$|^source_file$|^delivery$|_key$/, 64],
  [/run_id$/, 24],
  [/description|detail|reason|address|started_with|_raw_line/, 60],
  [/^_notes$|^_warnings$|^_rule_ids$|^_unreadable$|^_shape$/, 4],
];
const LETTERS_OF_AN_ID = 12;

/** Bytes of a value of a column that BigQuery stores and bills, on average. A NULL has none, so columns that are often NULL count too much. */
export function columnWidth({ name, type }: Pick<Column, 'name' | 'type'>): number {
  if (type !== 'STRING') return BYTES[type];
  return OF_TEXT + (LETTERS.find(([pattern]) => pattern.test(name))?.[1] ?? LETTERS_OF_AN_ID);
}
