import { HASH_VERSION } from '../../model/catalogue';
import type { Entity } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { columnList, valuesText } from '../warehouse/statement';

/**
 * The clock that orders the events of a key. `known`: a database, or files that each hold the whole table; the snapshot that read a row last
 * is the truth, whatever the row's cursor says. `stated`: other files; rows are ordered by the time that they state, so that a late file of an older month lands in the past.
 */
export type Clock = 'known' | 'stated';

export function clockOf({ origin, content }: Pick<Entity, 'origin' | 'content'>): Clock {
  return origin === 'emr' || content === 'full' ? 'known' : 'stated';
}

/** The order in which events became known: snapshot or delivery, then the place in it. Total. */
export function knownOrder(direction: 'asc' | 'desc' = 'asc'): string {
  return ['_taken_at', '_run_id', '_seq'].map((name) => `${name} ${direction}`).join(', ');
}

/** BOOL: the row states a time of its own that can be believed. Events from before the column existed count as such. */
export const IS_STATED = `coalesce(_source_time_kind, 'cursor') in ('cursor', 'none')`;

/**
 * Columns `stated_later` of the events of files: the earliest time that a later delivery states of the same key. An event without a usable
 * time of its own holds from its delivery, but any later delivery of its key takes its place, however old the time that it states.
 */
export function statedLater(dialect: Dialect, { key }: Pick<Entity, 'key'>): string {
  return `min(case when ${IS_STATED} then _source_ts end) over (partition by ${columnList(dialect, key)} order by ${knownOrder()} rows between 1 following and unbounded following)`;
}

/** TIMESTAMP of the events of files: from when they hold. Needs `stated_later`. */
export const STATED_TIME = `case when ${IS_STATED} or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end`;

/**
 * TEXT, equal for events of one key with the same operation and content: the row hash. Where the key has a hash of an older version, which
 * covered bookkeeping columns too, the columns themselves: a new version of the hash must open no version of a row.
 * @param values their `columnsText`, where it has been made before
 */
export function contentText(dialect: Dialect, entity: Entity, values = columnsText(dialect, entity)): string {
  const oldest = `min(coalesce(_hash_version, 1)) over (partition by ${columnList(dialect, entity.key)})`;
  return `concat(_op, ':', case when ${oldest} < ${HASH_VERSION} then concat(${values}, coalesce(_unreadable, '')) else _row_hash end)`;
}

/** TEXT of the content of a row of bronze or silver: every column but the bookkeeping ones. */
export function columnsText(dialect: Dialect, { columns }: Entity, alias?: string): string {
  return valuesText(
    dialect,
    columns.filter(({ bookkeeping }) => !bookkeeping),
    alias,
  );
}

/** Tables for a `with` after `events`; `from`, the last of them; and the order in which the events of a key hold there. */
export function inOrder(
  dialect: Dialect,
  entity: Entity,
): {
  readonly tables: Record<string, string>;
  readonly from: string;
  readonly order: string;
  readonly newestFirst: string;
} {
  if (clockOf(entity) === 'known')
    return { tables: {}, from: 'events', order: knownOrder(), newestFirst: knownOrder('desc') };
  return {
    tables: { described: `select *, ${statedLater(dialect, entity)} as stated_later from events` },
    from: 'described',
    order: `${STATED_TIME}, ${knownOrder()}`,
    newestFirst: `${STATED_TIME} desc, ${knownOrder('desc')}`,
  };
}

/** Tables for a `with`, from `events` to `ranked`, whose `recency` is 1 for the event of each key that holds in the end. */
export function ranked(dialect: Dialect, entity: Entity): Record<string, string> {
  const { tables, from, newestFirst } = inOrder(dialect, entity);
  const keys = columnList(dialect, entity.key);
  return {
    ...tables,
    ranked: `select *, row_number() over (partition by ${keys} order by ${newestFirst}) as recency from ${from}`,
  };
}
