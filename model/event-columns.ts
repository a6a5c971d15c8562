import type { Column } from './types';

/** What landing adds to a source row. Parquet files of a run have `hospital_id`, the entity's columns, then these. */
export const EVENT_COLUMNS: readonly Column[] = [
  { name: '_run_id', type: 'STRING', phi: 'none', required: true, description: 'Run that brought the row.' },
  {
    name: '_op',
    type: 'STRING',
    phi: 'none',
    required: true,
    description: 'U: the row as it is now. D: the row is gone from the source.',
  },
  {
    name: '_source_ts',
    type: 'TIMESTAMP',
    phi: 'none',
    required: true,
    description: 'When it was true at the source: the cursor, or the time of the snapshot where there is none, UTC.',
  },
  {
    name: '_source_time_kind',
    type: 'STRING',
    phi: 'none',
    description:
      'Where _source_ts is from. cursor: the source states it. missing: the row states none that can be read. future: a file states one that lies ahead of its own delivery. none: the table has no cursor. The time of the snapshot or delivery stands in for missing, future and none. NULL: from before the column existed, cursor.',
  },
  {
    name: '_seq',
    type: 'INT64',
    phi: 'none',
    required: true,
    description: 'Position in the run, from 1; orders rows of one moment.',
  },
  {
    name: '_row_hash',
    type: 'STRING',
    phi: 'none',
    required: true,
    description:
      'SHA-256 over every non-null column but the bookkeeping ones, as a tag of its name and its text: equal contents have equal hashes.',
  },
  {
    name: '_hash_version',
    type: 'INT64',
    phi: 'none',
    description:
      'How _row_hash was made: 3 and 2 cover the content alone, each written in its own way. 0: made by the warehouse from lines that were added up. NULL: from before, over every column.',
  },
  {
    name: '_unreadable',
    type: 'STRING',
    phi: 'other_unique_identifier',
    description:
      'JSON object from column to original text, for values that are not of their type or that their map does not have; NULL when there are none.',
  },
  {
    name: '_notes',
    type: 'STRING',
    phi: 'none',
    description:
      'What landing noticed about values, as rule:column with commas between: ambiguous_dates, fewer_lines, mixed_amounts, mixed_dates, mixed_spellings, null_text, scientific_notation, unmapped, unmapped_kept; NULL: nothing.',
  },
  {
    name: '_source_file',
    type: 'STRING',
    phi: 'none',
    description: 'SHA-256 of the file the row came from; NULL for a database.',
  },
  {
    name: '_source_line',
    type: 'INT64',
    phi: 'none',
    description: 'Line in that file, from 1 with the header as line 1.',
  },
];
