import type { Window } from '../source';
import { CLOCK_SET_BACK, clockIn } from '../zone-clock';
import type { CursorType, DescribedTable } from './describe';

/** A condition with its parameters. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

const EVERYTHING: Condition = { sql: 'true', parameters: [] };

/** A text as a value of the cursor's own type: comparing two types would keep the server from using an index. */
const value = (type: CursorType) => (type === 'date' ? 'cast(? as date)' : 'cast(? as datetime(6))');

/**
 * Rows at or after the watermark, set back by the lookback; rows without a usable cursor (NULL, zero date) always;
 * nothing above `until`. The source computes it: this machine's clock and calendar are not involved.
 */
export function windowCondition(cursor: DescribedTable['cursor'], window: Window): Condition {
  if (cursor === null) return EVERYTHING;
  const { name, dataType, zone } = cursor;
  const lookback = zone === null ? window.lookbackSeconds : Math.max(window.lookbackSeconds, CLOCK_SET_BACK);
  const bounds: string[] = [];
  const parameters: (string | number)[] = [];
  if (window.watermark !== null) {
    const from = `${value(dataType)} - interval ? second`;
    // A day has no seconds: the window then begins with the whole day.
    bounds.push(`${name} >= ${dataType === 'date' ? `date(${from})` : from}`);
    parameters.push(window.watermark, lookback);
  }
  if (window.until !== null) {
    bounds.push(`${name} <= ${value(dataType)}`);
    parameters.push(window.until);
  }
  if (bounds.length === 0) return EVERYTHING;
  return { sql: `(${bounds.join(' and ')} or ${name} is null or ${name} = '0000-00-00')`, parameters };
}

/**
 * The highest cursor within `until`, as exact text. A cursor in the future is not a watermark: until that day
 * it would hide every change.
 * @param takenAt the server's clock at the snapshot, UTC.
 */
export function watermarkQuery(table: DescribedTable, window: Window, takenAt: string): Condition | null {
  const { cursor } = table;
  if (cursor === null) return null;
  const until = window.until === null ? '' : ` and ${cursor.name} <= ${value(cursor.dataType)}`;
  return {
    sql: `select cast(max(${cursor.name}) as char) from ${table.table} where ${cursor.name} <= ${value(cursor.dataType)} and ${cursor.name} > '0000-00-00'${until}`,
    parameters: [clockIn(cursor.zone, takenAt), ...(window.until === null ? [] : [window.until])],
  };
}
