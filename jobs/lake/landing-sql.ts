import { HASH_VERSION } from '../../model/catalogue';
import { type MappedColumn, sourceColumns } from '../../model/mapping/mapped-columns';
import { UNMAPPED, UNMAPPED_KEPT } from '../../model/mapping/unmapped-notes';
import type { Entity, LogicalType, TableDefinition } from '../../model/types';
import type { DayReading } from './calendar-day';
import { type ColumnReadings, POINT_MAY_GROUP, SCIENTIFIC_ID } from './column-reading';
import { hasSlashes, isAmbiguousDay } from './date-values';
import { type ColumnText, MappedTexts, sourceText } from './mapped-text';
import { hashTexts, rowHash } from './row-hash';
import { copyTo, identifier, literal, orNull } from './sql-text';
import { alias, readText, trimmedColumns, typedRows } from './typed-rows';
import { unreadableText } from './unreadable-text';

/** Fields of the canonical text of rows. */
export const rowFields = (columns: readonly MappedColumn[]) => [...sourceFields(columns), '_source_line'];

/** Fields of the canonical text of keys. */
export const keyFields = ({ key }: Entity, columns: readonly MappedColumn[]) =>
  sourceFields(columns.filter(({ column }) => key.includes(column.name)));

const sourceFields = (columns: readonly MappedColumn[]) => sourceColumns(columns).map((_, place) => sourceText(place));

/** What all rows of one landed part have in common. */
export interface PartContext extends DayReading {
  readonly hospitalId: string;
  readonly runId: string;
  /** `YYYY-MM-DD HH:MM:SS.ffffff`, UTC. */
  readonly takenAt: string;
  /** SHA-256 of the file; null: a database. */
  readonly sourceFile: string | null;
  /** `_seq` of the row before the part's first. */
  readonly rowsBefore: number;
  /** How long after `takenAt` a row may say that it was true, in seconds. @default no bound */
  readonly maximumAheadSeconds?: number;
  /** How the columns of a file are to be read. @default as those of a database */
  readonly readings?: ColumnReadings;
}

/**
 * Parquet with exactly the columns of `landedColumns(entity)` from canonical text of `sourceColumns(columns)` and `_source_line`.
 * @param columns `mappedColumns(entity, ...)`, in the model's order.
 */
export function landPartSql(
  entity: Entity,
  columns: readonly MappedColumn[],
  part: PartContext,
  from: string,
  to: string,
): string {
  const texts = new MappedTexts(columns, sourceColumns(columns), part.readings);
  const typed = texts.columns.map((mapped, index) => ({ ...mapped, index }));
  // What the source does not have says nothing of its time.
  const cursor = typed.find(({ column, origin }) => column.name === entity.cursor && origin.kind !== 'absent');
  const takenAt = `timestamp ${literal(part.takenAt)}`;
  const stated = cursor ? `cast(${alias('v', cursor.index)} as timestamp)` : null;
  const kind = sourceTimeKind(part, stated, takenAt);
  const sourceTime = stated ? `case when ${kind} = 'cursor' then ${stated} else ${takenAt} end` : takenAt;
  const output = typed.map(({ column, index }) => {
    const value = alias('v', index);
    // A timestamp without a zone in parquet is a DATETIME to BigQuery.
    return `${column.type === 'TIMESTAMP' ? `${value} at time zone 'UTC'` : value} as ${identifier(column.name)}`;
  });
  return copyTo(
    to,
    `select ${literal(part.hospitalId)} as hospital_id,
  ${output.join(',\n  ')},
  ${literal(part.runId)} as _run_id, 'U' as _op,
  ${sourceTime} at time zone 'UTC' as _source_ts, ${kind} as _source_time_kind,
  cast(seq + ${part.rowsBefore} as bigint) as _seq,
  ${rowHash(columns)} as _row_hash, cast(${HASH_VERSION} as bigint) as _hash_version,
  ${unreadableText(texts.columns)} as _unreadable,
  ${notes(texts.columns, part.readings)} as _notes,
  ${orNull(part.sourceFile)} as _source_file, try_cast(_source_line as bigint) as _source_line
from (select *${hashTexts(texts.columns)}
from (${typedRows(readText(from), texts, trimmedColumns(entity), part, part.readings)}))`,
  );
}

/** SQL of `_notes`. What a file's columns do not need is not asked of its rows; of a database, whose columns nobody looked through, only for days that are a guess. */
function notes(columns: readonly ColumnText[], readings: ColumnReadings | undefined): string {
  const found = columns.flatMap((mapped, index) => {
    const { word, format, unmapped, values, isNothing } = mapped;
    const { name, type } = mapped.column;
    const text = alias('t', index);
    const note = (id: string, condition: string) => `case when ${condition} then ${literal(`${id}:${name}`)} end`;
    // A format says itself which part is the month.
    const isDate = (type === 'DATE' || type === 'TIMESTAMP') && format === null;
    const reading = readings?.get(name);
    const guessed = isDate && (readings ? reading?.guessedDates : true);
    return [
      ...(guessed ? [note('ambiguous_dates', isAmbiguousDay(text))] : []),
      ...(reading?.dateOrder === 'mixed' ? [note('mixed_dates', isAmbiguousDay(text))] : []),
      ...(reading?.twoSpellings ? [note('mixed_spellings', hasSlashes(text))] : []),
      ...(isNothing === null ? [] : [note('null_text', isNothing)]),
      ...(reading?.commaCents
        ? [note('mixed_amounts', `regexp_full_match(${word}, ${literal(POINT_MAY_GROUP)})`)]
        : []),
      ...(reading?.scientificIds
        ? [note('scientific_notation', `regexp_full_match(trim(${text}), ${literal(SCIENTIFIC_ID)})`)]
        : []),
      ...(unmapped === null ? [] : [note(values?.otherwise === 'quarantine' ? UNMAPPED : UNMAPPED_KEPT, unmapped)]),
    ];
  });
  return found.length === 0 ? 'cast(null as varchar)' : `nullif(concat_ws(',', ${found.join(', ')}), '')`;
}

/**
 * SQL of the kind of a row's source time, see `_source_time_kind` of the catalogue. What a file states of a time long after its own
 * delivery is a mistake: believed, it would hide every later row of its key.
 */
function sourceTimeKind({ maximumAheadSeconds }: PartContext, stated: string | null, takenAt: string): string {
  if (stated === null) return `'none'`;
  const ahead =
    maximumAheadSeconds === undefined
      ? ''
      : ` when ${stated} > ${takenAt} + to_seconds(${maximumAheadSeconds}) then 'future'`;
  return `case when ${stated} is null then 'missing'${ahead} else 'cursor' end`;
}

/** Parquet with the columns of `stagingKeysTable(entity, ...)` from canonical text of `keySources(...)`. */
export function landKeysSql(
  entity: Entity,
  columns: readonly MappedColumn[],
  days: DayReading,
  from: string,
  to: string,
): string {
  const keys = columns.filter(({ column }) => entity.key.includes(column.name));
  const output = keys.map(({ column }, index) => {
    const value = alias('v', index);
    return `${column.type === 'TIMESTAMP' ? `${value} at time zone 'UTC'` : value} as ${identifier(column.name)}`;
  });
  const texts = new MappedTexts(keys, sourceColumns(keys));
  return copyTo(
    to,
    `select ${output.join(', ')}
from (${typedRows(readText(from), texts, trimmedColumns(entity), days)})`,
  );
}

/** Fields of a line of a file that is not a row. */
export const REJECTED_FIELDS = ['line', 'rule', 'raw'] as const;

/** Parquet with the columns of `quarantineTable(entity)` from canonical text of `REJECTED_FIELDS`. */
export function landRejectedSql(quarantine: TableDefinition, part: PartContext, from: string, to: string): string {
  const known: Readonly<Record<string, string>> = {
    hospital_id: literal(part.hospitalId),
    _run_id: literal(part.runId),
    _op: `'U'`,
    _source_ts: `timestamp ${literal(part.takenAt)} at time zone 'UTC'`,
    _source_time_kind: `'none'`,
    _seq: `row_number() over () + ${part.rowsBefore}`,
    _row_hash: 'sha256(raw)',
    _source_file: orNull(part.sourceFile),
    _source_line: 'cast(line as bigint)',
    _rule_ids: 'rule',
    _raw_line: 'raw',
  };
  const columns = quarantine.columns.map(
    ({ name, type }) => `${known[name] ?? `cast(null as ${EMPTY_TYPE[type]})`} as ${identifier(name)}`,
  );
  return copyTo(to, `select ${columns.join(',\n  ')}\nfrom ${readText(from)}`);
}

/** DuckDB's types as parquet gets them. */
const EMPTY_TYPE: Readonly<Record<LogicalType, string>> = {
  STRING: 'varchar',
  INT64: 'bigint',
  NUMERIC: 'decimal(38,9)',
  DATE: 'date',
  TIMESTAMP: 'timestamptz',
  BOOL: 'boolean',
};
