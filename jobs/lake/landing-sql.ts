import { HASH_VERSION } from '../../model/catalogue';
import { keySources, type MappedColumn, placeAmong, sourceColumns } from '../../model/mapping/mapped-columns';
import { UNMAPPED, UNMAPPED_KEPT } from '../../model/mapping/unmapped-notes';
import type { Entity, LogicalType, TableDefinition } from '../../model/types';
import { type DayReading, dayText } from './calendar-day';
import { type ColumnReadings, NULL_TEXTS, POINT_MAY_GROUP, SCIENTIFIC_ID } from './column-reading';
import { hasSlashes, isAmbiguousDay } from './date-values';
import { type ColumnText, MappedTexts, padded } from './mapped-text';
import { hashText, typedValue } from './typed-value';

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

/** Aliases of one column on its way: `t` the text that is typed, `v` the value, `h` what its hash sees. */
const alias = (stage: 't' | 'v' | 'h', index: number) => `${stage}${index}`;

/**
 * A select with the columns of the canonical text, what `MappedTexts` makes of them, `t`, `v` and `seq`, in layers so that no expression is
 * computed twice.
 * @param from has the columns of `texts.names`.
 */
function typedRows(
  from: string,
  texts: MappedTexts,
  trimmed: readonly string[],
  days: DayReading,
  readings?: ColumnReadings,
): string {
  const typed = texts.columns.map((mapped, index) => {
    const { column, zone, word } = mapped;
    const given =
      trimmed.includes(column.name) && mapped.prepared === word ? `trim(${texts.text(index)})` : texts.text(index);
    // The model's own padding is for codes that are not padded by the mapping.
    const code = column.padTo !== undefined && mapped.padTo === null ? padded(given, column.padTo) : given;
    const text =
      column.type === 'DATE'
        ? dayText(code, column.name, zone === null ? days : inZone(days, zone, column.name))
        : code;
    const known = readings?.get(column.name)?.nullTexts ? `case when not ${isNullText(word)} then ${text} end` : text;
    return `${known} as ${alias('t', index)}`;
  });
  const values = texts.columns.map(({ column, scale, zone }, index) => {
    const order = readings?.get(column.name)?.dateOrder;
    const more = { scale, zone: days.instants.includes(column.name) ? null : zone };
    return `${typedValue(column, alias('t', index), order, more)} as ${alias('v', index)}`;
  });
  const numbered = `(select *, row_number() over () as seq from ${from})`;
  return `select *,\n  ${values.join(',\n  ')}
  from (select *, ${typed.join(', ')} from ${texts.layers(numbered, trimmed)})`;
}

/** A zone on a day says that its column holds instants, in UTC where they do not say. */
function inZone({ instants }: DayReading, zone: string, name: string): DayReading {
  return { timeZone: zone, instants: [...instants, name] };
}

const isNullText = (original: string) =>
  `coalesce(lower(trim(${original})) in (${NULL_TEXTS.map(literal).join(', ')}), false)`;

/**
 * Whether a value is unreadable. A blank means NULL in every type: a source that keeps dates as texts leaves them empty. What a split or a
 * value map leaves out has no value.
 */
function unreadable({ split, values, word, unmapped }: ColumnText, index: number): string {
  const given = split === null && values === null ? word : alias('t', index);
  const illegible = `(${alias('v', index)} is null and trim(${given}) <> '')`;
  return unmapped !== null && values?.otherwise === 'quarantine' ? `(${illegible} or ${unmapped})` : illegible;
}

/** Codes that identify a row of a file are trimmed; what a database holds is kept. */
function trimmedColumns(entity: Entity): readonly string[] {
  return entity.origin === 'emr' ? [] : entity.key;
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
  const texts = new MappedTexts(columns, sourceColumns(columns));
  const typed = texts.columns.map((mapped, index) => {
    const { column, word } = mapped;
    const nullTexts = part.readings?.get(column.name)?.nullTexts;
    const bad = nullTexts ? `(${unreadable(mapped, index)} and not ${isNullText(word)})` : unreadable(mapped, index);
    return { ...mapped, index, bad };
  });
  const checked = typed.filter(({ column, values }) => column.type !== 'STRING' || values !== null);
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
  const problems = checked.map(
    ({ column, word, bad }) =>
      `case when ${bad} then ${literal(`${JSON.stringify(column.name)}:`)} || cast(to_json(${word}) as varchar) end`,
  );
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
  ${notes(texts.columns, part.readings)} as _notes,
  ${orNull(part.sourceFile)} as _source_file, try_cast(_source_line as bigint) as _source_line
from (select *${hashTexts(texts.columns)}
from (${typedRows(readText(from, [...texts.names, '_source_line']), texts, trimmedColumns(entity), part, part.readings)}))`,
  );
}

/** SQL of `_notes`. What a file's columns do not need is not asked of its rows; of a database, whose columns nobody looked through, only for days that are a guess. */
function notes(columns: readonly ColumnText[], readings: ColumnReadings | undefined): string {
  const found = columns.flatMap((mapped, index) => {
    const { word, format, unmapped, values } = mapped;
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
      ...(reading?.nullTexts ? [note('null_text', isNullText(word))] : []),
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
 * SQL of `, h1, h2...`: what the hash sees of each value that is not a text. It is for a layer of its own: inside a CASE the engine would
 * compute each text as often as it is named.
 */
function hashTexts(columns: readonly ColumnText[]): string {
  return columns
    .map((mapped, index) => {
      const { column, values, word } = mapped;
      if (column.type === 'STRING' && values?.otherwise !== 'quarantine') return '';
      const text = hashText(column.type, alias('v', index));
      // An unreadable text is part of the row's content.
      return `,\n  coalesce(${text}, case when ${unreadable(mapped, index)} then ${word} end) as ${alias('h', index)}`;
    })
    .join('');
}

/**
 * Parquet with `key_hash`, `content` and the source columns of the key, `k0`, `k1`..., of every row with a key, from canonical text: of
 * all source columns and `_source_line`, or of `keySources(...)` only; then `content` says nothing.
 */
export function landContentSql(
  { entity, columns }: { readonly entity: Entity; readonly columns: readonly MappedColumn[] },
  days: DayReading,
  of: 'rows' | 'keys',
  from: string,
  to: string,
): string {
  const read = of === 'rows' ? columns : columns.filter(({ column }) => entity.key.includes(column.name));
  const sources = sourceColumns(read);
  const texts = new MappedTexts(read, sources);
  const names = [...texts.names, ...(of === 'rows' ? ['_source_line'] : [])];
  const keys = read.flatMap(({ column }, index) => (entity.key.includes(column.name) ? [index] : []));
  const originals = keySources(entity, columns).map(({ name }, place) => `o${placeAmong(sources, name)} as k${place}`);
  return copyTo(
    to,
    `select ${keyHash(keys.map((index) => alias('v', index)))} as key_hash, ${of === 'rows' ? contentText(rowHash(read)) : "''"} as content, ${originals.join(', ')}
from (select *${hashTexts(texts.columns)}
from (${typedRows(readText(from, names), texts, trimmedColumns(entity), days)}))
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
      const isText = mapped.column.type === 'STRING' && mapped.values?.otherwise !== 'quarantine';
      const text = isText ? alias('v', index) : alias('h', index);
      return `case when ${text} is not null then concat(${literal(`${mapped.column.name}=`)}, strlen(${text}), ':', ${text}, ';') end`;
    });
  return `sha256(concat(${parts.join(',\n    ')}))`;
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
from (${typedRows(readText(from, texts.names), texts, trimmedColumns(entity), days)})`,
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
