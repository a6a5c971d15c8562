import { HASH_VERSION } from '../../model/catalogue';
import { keySources, type MappedColumn, placeAmong, sourceColumns } from '../../model/mapping/mapped-columns';
import type { Entity } from '../../model/types';
import type { DayReading } from './calendar-day';
import { MappedTexts, sourceText } from './mapped-text';
import { hashTexts, rowHash } from './row-hash';
import { copyTo, identifier, literal } from './sql-text';
import { alias, readText, trimmedColumns, typedRows } from './typed-rows';

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
  // In the order of the key, as the warehouse hashes it, whatever the order of the columns.
  const keys = entity.key.flatMap((name) => read.flatMap(({ column }, index) => (column.name === name ? [index] : [])));
  const originals = keySources(entity, columns).map(
    ({ name }, place) => `${sourceText(placeAmong(sources, name))} as k${place}`,
  );
  return copyTo(
    to,
    `select ${keyHash(keys.map((index) => alias('v', index)))} as key_hash, ${of === 'rows' ? contentText(rowHash(read)) : "''"} as content, ${originals.join(', ')}
from (select *${hashTexts(texts.columns)}
from (${typedRows(readText(from), texts, trimmedColumns(entity), days)}))
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
export function keyHash(values: readonly string[]): string {
  const parts = values.map((value) => {
    const text = `cast(${value} as varchar)`;
    return `length(${text}), ':', ${text}`;
  });
  return `sha256(concat(${parts.join(', ')}))`;
}

/** The version stands before the hash: hashes of two versions say nothing about each other. */
const contentText = (hash: string) => `concat('${HASH_VERSION}:', ${hash})`;
