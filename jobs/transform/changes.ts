import type { Entity } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { columnList } from '../warehouse/statement';
import { clockOf, contentText, IS_STATED, knownOrder, STATED_TIME, statedLater } from './event-order';

/**
 * Tables for a `with`, from `events` (what orders rows of bronze, and `values_text`, their `columnsText`) to `changes`: one row per change of content of each key, deletes included, with
 * `begins_at`, the moment from which it holds, increasing per key, and `is_stated`, whether that is a time which the source states.
 * A touch (another cursor, the same content) is not a change. What comes out depends on the events alone, not on the order of their loading.
 */
export function changes(dialect: Dialect, entity: Entity): Record<string, string> {
  return clockOf(entity) === 'known' ? changesAsKnown(dialect, entity) : changesAsStated(dialect, entity);
}

/** Of a key with one event: `begins_at` and `is_stated`, as `changes` would say. */
export function onlyChange(entity: Entity): { readonly beginsAt: string; readonly isStated: string } {
  if (clockOf(entity) === 'stated') return { beginsAt: '_source_ts', isStated: IS_STATED };
  const isStated = `(${IS_STATED} and _source_ts <= _taken_at)`;
  return { beginsAt: `case when ${isStated} then _source_ts else _taken_at end`, isStated };
}

/**
 * A version begins at its cursor where that is plausible: not after the snapshot that read it, and after the beginning of the version that
 * it follows; otherwise at the snapshot. A cursor after the snapshot before it follows any beginning (`anchor`). An older one follows the
 * beginning before it only where that is a cursor too, and smaller: so on back to the anchor, unless the chain is broken in between.
 */
function changesAsKnown(dialect: Dialect, entity: Entity): Record<string, string> {
  const keys = columnList(dialect, entity.key);
  const before = (column: string) => `lag(${column}) over (partition by ${keys} order by _taken_at)`;
  const soFar = `over (partition by ${keys} order by place rows between unbounded preceding and current row)`;
  return {
    // Of equal copies within one snapshot the last; rows that differ are held back before.
    described: `
      select *, ${contentText(dialect, entity, 'values_text')} as content,
        row_number() over (partition by ${keys}, _taken_at order by _run_id desc, _seq desc) as recency
      from events`,
    compared: `select *, ${before('content')} as content_before from described where recency = 1`,
    // A delete ends a version; where rules held back every row before it, there is nothing to end.
    changed: `
      select *, row_number() over (partition by ${keys} order by _taken_at) as place,
        ${before('_source_ts')} as stated_before, ${before('_taken_at')} as taken_before,
        _op = 'U' and ${IS_STATED} and _source_ts <= _taken_at as is_possible
      from compared where content_before <> content or (content_before is null and _op = 'U')`,
    chained: `
      select *,
        max(case when is_possible and (taken_before is null or _source_ts > taken_before) then place end) ${soFar} as anchor,
        max(case when not is_possible or stated_before is null or stated_before >= _source_ts then place end) ${soFar} as last_break
      from changed`,
    timed: `select *, coalesce(anchor >= coalesce(last_break, 0), false) as is_stated from chained`,
    changes: `select *, case when is_stated then _source_ts else _taken_at end as begins_at from timed`,
  };
}

/** Files: of two rows of one moment the later delivery's holds. */
function changesAsStated(dialect: Dialect, entity: Entity): Record<string, string> {
  const keys = columnList(dialect, entity.key);
  return {
    described: `
      select *, ${contentText(dialect, entity, 'values_text')} as content, ${IS_STATED} as is_stated, ${statedLater(dialect, entity)} as stated_later
      from events`,
    timed: `select *, ${STATED_TIME} as begins_at from described`,
    moments: `
      select *, row_number() over (partition by ${keys}, begins_at order by ${knownOrder('desc')}) as recency
      from timed`,
    compared: `
      select *, lag(content) over (partition by ${keys} order by begins_at) as content_before
      from moments where recency = 1`,
    changes: `select * from compared where content_before is null or content_before <> content`,
  };
}
