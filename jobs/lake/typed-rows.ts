import type { Entity } from '../../model/types';
import { type DayReading, dayText } from './calendar-day';
import type { ColumnReadings } from './column-reading';
import { type ColumnText, type MappedTexts, padded } from './mapped-text';
import { literal } from './sql-text';
import { narrowNumber, typedValue, wholeNumber } from './typed-value';

/** Longest row that a landing takes, in bytes of canonical text: a reader's buffer grows with it. */
export const MAXIMUM_ROW_BYTES = 4_000_000;

/** The rows of a file of `rowChunks` as a table of texts, in their order. */
export function readText(path: string): string {
  return `read_parquet(${literal(path)}, hive_partitioning = false)`;
}

/** Aliases of one column on its way: `t` the text that is typed, `n` a number that fits a machine word, `v` the value, `h` what its hash sees. */
export const alias = (stage: 't' | 'n' | 'v' | 'h', index: number) => `${stage}${index}`;

/**
 * A select with the columns of the canonical text, what `MappedTexts` makes of them, `t`, `n`, `v` and `seq`, in layers so that no expression is
 * computed twice.
 * @param from has the columns of `texts.names`.
 */
export function typedRows(
  from: string,
  texts: MappedTexts,
  trimmed: readonly string[],
  days: DayReading,
  readings?: ColumnReadings,
): string {
  const typed = texts.columns.map((mapped, index) => {
    const { column, zone, word, isNothing } = mapped;
    const given =
      trimmed.includes(column.name) && mapped.prepared === word ? `trim(${texts.text(index)})` : texts.text(index);
    // The model's own padding is for codes that are not padded by the mapping.
    const code = column.padTo !== undefined && mapped.padTo === null ? padded(given, column.padTo) : given;
    const text =
      column.type === 'DATE'
        ? dayText(code, column.name, zone === null ? days : inZone(days, zone, column.name))
        : code;
    return `${isNothing === null ? text : `case when not ${isNothing} then ${text} end`} as ${alias('t', index)}`;
  });
  const values = texts.columns.map(({ column, scale, zone }, index) => {
    const order = readings?.get(column.name)?.dateOrder;
    const more = { scale, zone: days.instants.includes(column.name) ? null : zone };
    const value =
      column.type === 'NUMERIC'
        ? wholeNumber(column, alias('n', index), alias('t', index), scale)
        : typedValue(column, alias('t', index), order, more);
    return `${value} as ${alias('v', index)}`;
  });
  const narrow = texts.columns.flatMap(({ column, scale }, index) =>
    column.type === 'NUMERIC' ? [`, ${narrowNumber(column, alias('t', index), scale)} as ${alias('n', index)}`] : [],
  );
  const numbered = `(select *, row_number() over () as seq from ${from})`;
  return `select *,\n  ${values.join(',\n  ')}
  from (select *${narrow.join('')} from (select *, ${typed.join(', ')} from ${texts.layers(numbered, trimmed)}))`;
}

/** A zone on a day says that its column holds instants, in UTC where they do not say. */
function inZone({ instants }: DayReading, zone: string, name: string): DayReading {
  return { timeZone: zone, instants: [...instants, name] };
}

/**
 * Whether a value is unreadable. A blank means NULL in every type: a source that keeps dates as texts leaves them empty. What a split or a
 * value map leaves out has no value.
 */
export function unreadable({ split, values, word, unmapped }: ColumnText, index: number): string {
  const given = split === null && values === null ? word : alias('t', index);
  const illegible = `(${alias('v', index)} is null and trim(${given}) <> '')`;
  return unmapped !== null && values?.otherwise === 'quarantine' ? `(${illegible} or ${unmapped})` : illegible;
}

/** Whether a column may be unreadable in a row: true wherever `unreadable` is, and cheaper. */
export function unreadAtAll({ split, values, word, unmapped }: ColumnText, index: number): string {
  const given = split === null && values === null ? word : alias('t', index);
  const isUnread = `(${alias('v', index)} is null and ${given} is not null)`;
  return unmapped !== null && values?.otherwise === 'quarantine' ? `(${isUnread} or ${unmapped})` : isUnread;
}

/** Codes that identify a row of a file are trimmed; what a database holds is kept. */
export function trimmedColumns(entity: Entity): readonly string[] {
  return entity.origin === 'emr' ? [] : entity.key;
}
