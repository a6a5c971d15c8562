import { HASH_VERSION } from '../../model/catalogue';
import type { MappedColumn } from '../../model/mapping/mapped-columns';
import type { Entity, LogicalType, TableDefinition } from '../../model/types';
import { type DayReading, dayText } from './calendar-day';
import { type ColumnReadings, NULL_TEXTS, POINT_MAY_GROUP, SCIENTIFIC_ID } from './column-reading';
import { hasSlashes, isAmbiguousDay } from './date-values';
import { hashText, typedText, typedValue } from './typed-value';

/** Longest row that a landing takes, in bytes of canonical text: a reader's buffer grows with it. */
export const MAXIMUM_ROW_BYTES = 4_000_000;

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

const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;
const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;
const orNull = (value: string | null) => (value === null ? 'cast(null as varchar)' : literal(value));

/** Canonical text as a table of texts; an empty quoted field is an empty text, nothing at all is NULL. */
function readText(path: string, names: readonly string[]): string {
  const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${literal(path)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n',
    nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = ${MAXIMUM_ROW_BYTES}, buffer_size = ${2 * MAXIMUM_ROW_BYTES}, columns = {${columns}})`;
}

function copyTo(path: string, select: string): string {
  return `copy (${select}) to ${literal(path)} (format parquet, compression zstd, row_group_size 50000)`;
}

/** Aliases of one column on its way: `o` as the source gave it, `t` the text that is typed, `v` the value, `h` what its hash sees. */
const alias = (stage: 'o' | 't' | 'v' | 'h', index: number) => `${stage}${index}`;

/** A select with `o`, `v` and `seq`, in three layers so that no expression is computed twice. */
function typedRows(
  from: string,
  columns: readonly MappedColumn[],
  trimmed: readonly string[],
  days: DayReading,
  rest: string,
  readings?: ColumnReadings,
): string {
  const originals = columns.map((_, index) => `${alias('o', index)}, ${alias('t', index)}`).join(', ');
  const texts = columns
    .map((mapped, index) => {
      const { name, type } = mapped.column;
      const original = type === 'DATE' ? dayText(alias('o', index), name, days) : alias('o', index);
      const text = typedText(mapped, original, trimmed.includes(name));
      const known = readings?.get(name)?.nullTexts
        ? `case when not ${isNullText(alias('o', index))} then ${text} end`
        : text;
      return `${known} as ${alias('t', index)}`;
    })
    .join(', ');
  const values = columns
    .map(
      ({ column }, index) =>
        `${typedValue(column, alias('t', index), readings?.get(column.name)?.dateOrder)} as ${alias('v', index)}`,
    )
    .join(',\n  ');
  return `select ${originals}, ${rest} seq,\n  ${values}
  from (select *, ${texts} from (select *, row_number() over () as seq from ${from}))`;
}

const isNullText = (original: string) =>
  `coalesce(lower(trim(${original})) in (${NULL_TEXTS.map(literal).join(', ')}), false)`;

/**
 * Whether a value is unreadable. A blank means NULL in every type: a source that keeps dates as texts leaves them empty.
 */
const unreadable = (index: number) => `(${alias('v', index)} is null and trim(${alias('o', index)}) <> '')`;

/** Codes that identify a row of a file are trimmed; what a database holds is kept. */
function trimmedColumns(entity: Entity): readonly string[] {
  return entity.origin === 'emr' ? [] : entity.key;
}

/**
 * Parquet with exactly the columns of `landedColumns(entity)` from canonical text of the entity's columns and `_source_line`.
 * @param columns `mappedColumns(entity, ...)`, in the model's order.
 */
export function landPartSql(
  entity: Entity,
  columns: readonly MappedColumn[],
  part: PartContext,
  from: string,
  to: string,
): string {
  const typed = columns.map(({ column }, index) => {
    const nullTexts = part.readings?.get(column.name)?.nullTexts;
    const bad = nullTexts ? `(${unreadable(index)} and not ${isNullText(alias('o', index))})` : unreadable(index);
    return { column, index, bad };
  });
  const checked = typed.filter(({ column }) => column.type !== 'STRING');
  const cursor = typed.find(({ column }) => column.name === entity.cursor);
  const takenAt = `timestamp ${literal(part.takenAt)}`;
  const stated = cursor ? `cast(${alias('v', cursor.index)} as timestamp)` : null;
  const kind = sourceTimeKind(part, stated, takenAt);
  const sourceTime = stated ? `case when ${kind} = 'cursor' then ${stated} else ${takenAt} end` : takenAt;
  const output = typed.map(({ column, index }) => {
    const value = alias('v', index);
    // A timestamp without a zone in parquet is a DATETIME to BigQuery.
    return `${column.type === 'TIMESTAMP' ? `${value} at time zone 'UTC'` : value} as ${identifier(column.name)}`;
  });
  const problems = checked.map(
    ({ column, index, bad }) =>
      `case when ${bad} then ${literal(`${JSON.stringify(column.name)}:`)} || cast(to_json(${alias('o', index)}) as varchar) end`,
  );
  const names = columns.map((_, index) => alias('o', index));
  const anyProblem = checked.map(({ bad }) => bad).join(' or ');
  return copyTo(
    to,
    `select ${literal(part.hospitalId)} as hospital_id,
  ${output.join(',\n  ')},
  ${literal(part.runId)} as _run_id, 'U' as _op,
  ${sourceTime} at time zone 'UTC' as _source_ts, ${kind} as _source_time_kind,
  cast(seq + ${part.rowsBefore} as bigint) as _seq,
  ${rowHash(columns)} as _row_hash, cast(${HASH_VERSION} as bigint) as _hash_version,
  ${checked.length === 0 ? 'cast(null as varchar)' : `case when ${anyProblem} then '{' || concat_ws(',', ${problems.join(', ')}) || '}' end`} as _unreadable,
  ${notes(columns, part.readings)} as _notes,
  ${orNull(part.sourceFile)} as _source_file, try_cast(_source_line as bigint) as _source_line
from (select *${hashTexts(columns)}
from (${typedRows(readText(from, [...names, '_source_line']), columns, trimmedColumns(entity), part, '_source_line,', part.readings)}))`,
  );
}

/** SQL of `_notes`. What a file's columns do not need is not asked of its rows; of a database, whose columns nobody looked through, only for days that are a guess. */
function notes(columns: readonly MappedColumn[], readings: ColumnReadings | undefined): string {
  const found = columns.flatMap(({ column: { name, type } }, index) => {
    const text = alias('t', index);
    const note = (id: string, condition: string) => `case when ${condition} then ${literal(`${id}:${name}`)} end`;
    const isDate = type === 'DATE' || type === 'TIMESTAMP';
    const reading = readings?.get(name);
    const guessed = isDate && (readings ? reading?.guessedDates : true);
    return [
      ...(guessed ? [note('ambiguous_dates', isAmbiguousDay(text))] : []),
      ...(reading?.dateOrder === 'mixed' ? [note('mixed_dates', isAmbiguousDay(text))] : []),
      ...(reading?.twoSpellings ? [note('mixed_spellings', hasSlashes(text))] : []),
      ...(reading?.nullTexts ? [note('null_text', isNullText(alias('o', index)))] : []),
      ...(reading?.commaCents
        ? [note('mixed_amounts', `regexp_full_match(${alias('o', index)}, ${literal(POINT_MAY_GROUP)})`)]
        : []),
      ...(reading?.scientificIds
        ? [note('scientific_notation', `regexp_full_match(trim(${text}), ${literal(SCIENTIFIC_ID)})`)]
        : []),
    ];
  });
  return found.length === 0 ? 'cast(null as varchar)' : `nullif(concat_ws(',', ${found.join(', ')}), '')`;
}

/**
 * SQL of `, h1, h2...`: what the hash sees of each value that is not a text. It is for a layer of its own: inside a CASE the engine would
 * compute each text as often as it is named.
 */
function hashTexts(columns: readonly MappedColumn[]): string {
  return columns
    .map(({ column }, index) => {
      if (column.type === 'STRING') return '';
      const text = hashText(column.type, alias('v', index));
      // An unreadable text is part of the row's content.
      return `,\n  coalesce(${text}, case when ${unreadable(index)} then ${alias('o', index)} end) as ${alias('h', index)}`;
    })
    .join('');
}

/**
 * Parquet with `key_hash`, `content` and the key as the source wrote it, `k0`, `k1`..., of every row with a key, from canonical text: of
 * the entity's columns and `_source_line`, or of the key columns only; then `content` says nothing.
 */
export function landContentSql(
  { entity, columns }: { readonly entity: Entity; readonly columns: readonly MappedColumn[] },
  days: DayReading,
  of: 'rows' | 'keys',
  from: string,
  to: string,
): string {
  const read = of === 'rows' ? columns : columns.filter(({ column }) => entity.key.includes(column.name));
  const names = [...read.map((_, index) => alias('o', index)), ...(of === 'rows' ? ['_source_line'] : [])];
  const keys = read.flatMap(({ column }, index) => (entity.key.includes(column.name) ? [index] : []));
  const originals = keys.map((index, place) => `${alias('o', index)} as k${place}`);
  return copyTo(
    to,
    `select ${keyHash(keys.map((index) => alias('v', index)))} as key_hash, ${of === 'rows' ? contentText(rowHash(read)) : "''"} as content, ${originals.join(', ')}
from (select *${hashTexts(read)}
from (${typedRows(readText(from, names), read, trimmedColumns(entity), days, '')}))
where ${keys.map((index) => `${alias('v', index)} is not null`).join(' and ')}`,
  );
}

/** Parquet with the `key_hash` of every landed row of a part. */
export function landReadKeysSql({ key }: Entity, part: string, to: string): string {
  const columns = key.map(identifier);
  return copyTo(
    to,
    `select ${keyHash(columns)} as key_hash from read_parquet(${literal(part)}, hive_partitioning = false)
where ${columns.map((column) => `${column} is not null`).join(' and ')}`,
  );
}

/** What `livingContent` of jobs/transform computes in the warehouse: SHA-256 of the key's values, each preceded by its length. */
function keyHash(values: readonly string[]): string {
  const parts = values.map((value) => {
    const text = `cast(${value} as varchar)`;
    return `length(${text}), ':', ${text}`;
  });
  return `sha256(concat(${parts.join(', ')}))`;
}

/** The version stands before the hash: hashes of two versions say nothing about each other. */
const contentText = (hash: string) => `concat('${HASH_VERSION}:', ${hash})`;

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

/**
 * SHA-256 over `name=<bytes>:<text>;` of every value of content that is not NULL, in the order of the names. The length keeps ('a', NULL)
 * and ('aNULL', '') apart; leaving NULLs out keeps every old hash when the model gains a column.
 */
function rowHash(columns: readonly MappedColumn[]): string {
  const parts = columns
    .map((mapped, index) => ({ mapped, index }))
    .filter(({ mapped }) => !mapped.column.bookkeeping)
    .sort((left, right) => (left.mapped.column.name < right.mapped.column.name ? -1 : 1))
    .map(({ mapped, index }) => {
      const text = mapped.column.type === 'STRING' ? alias('v', index) : alias('h', index);
      return `case when ${text} is not null then concat(${literal(`${mapped.column.name}=`)}, strlen(${text}), ':', ${text}, ';') end`;
    });
  return `sha256(concat(${parts.join(',\n    ')}))`;
}

/** Parquet with the columns of `stagingKeysTable(entity, ...)` from canonical text of the key columns, both in the model's order. */
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
  const names = keys.map((_, index) => alias('o', index));
  return copyTo(
    to,
    `select ${output.join(', ')}
from (${typedRows(readText(from, names), keys, trimmedColumns(entity), days, '')})`,
  );
}

/** Parquet with the columns of `quarantineTable(entity)` from canonical text of line number, rule id and the line itself. */
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
  return copyTo(to, `select ${columns.join(',\n  ')}\nfrom ${readText(from, ['line', 'rule', 'raw'])}`);
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
