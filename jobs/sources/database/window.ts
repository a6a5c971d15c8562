import type { Window } from '../source';
import { CLOCK_SET_BACK, clockIn } from '../zone-clock';
import type { DescribedTable } from './described-table';
import type { CursorSql, DatabaseDialect } from './dialect';

/**
 * Condition on the rows at or after the watermark, set back by the lookback; rows without a usable cursor (NULL, zero date) always;
 * nothing above `until`. The source computes it: this machine's clock and calendar are not involved.
 */
export function windowCondition(cursor: DescribedTable['cursor'], window: Window, dialect: DatabaseDialect): string {
  if (cursor === null) return 'true';
  const { name, dataType, zone } = cursor;
  const lookback = zone === null ? window.lookbackSeconds : Math.max(window.lookbackSeconds, CLOCK_SET_BACK);
  const { value, earlier, saysNothing }: CursorSql = dialect.cursor;
  const bounds: string[] = [];
  if (window.watermark !== null)
    bounds.push(`${name} >= ${earlier(value(window.watermark, dataType), lookback, dataType)}`);
  if (window.until !== null) bounds.push(`${name} <= ${value(window.until, dataType)}`);
  if (bounds.length === 0) return 'true';
  return `(${bounds.join(' and ')} or ${name} is null or ${saysNothing(name, dataType)})`;
}

/**
 * Query of the highest cursor within `until`, as exact text. A cursor in the future is not a watermark: until that day
 * it would hide every change.
 * @param takenAt the server's clock at the snapshot, UTC.
 */
export function watermarkQuery(
  { cursor, table }: DescribedTable,
  window: Window,
  takenAt: string,
  dialect: DatabaseDialect,
): string | null {
  if (cursor === null) return null;
  const { name, dataType, zone } = cursor;
  const { value, isMoment, text } = dialect.cursor;
  const bounds = [
    `${name} <= ${value(clockIn(zone, takenAt), dataType)}`,
    isMoment(name, dataType),
    ...(window.until === null ? [] : [`${name} <= ${value(window.until, dataType)}`]),
  ];
  return `select ${text(`max(${name})`, dataType)} from ${table} where ${bounds.join(' and ')}`;
}
