import { z } from 'zod';

/** When the keys and the totals of a database's table are read, to find rows that were deleted and rows that were missed. */
export const KEY_SCANS = ['every_run', 'daily', 'weekly', 'never'] as const;
export type KeyScan = (typeof KEY_SCANS)[number];

/** Days from one scan to the next, by the calendar of the environment. */
const DAYS_BETWEEN = { daily: 1, weekly: 7 } as const;

/** One schedule for all tables, or one by table; tables that are not named are scanned in every run. */
export const keyScanSchema = z.union([z.enum(KEY_SCANS), z.record(z.string(), z.enum(KEY_SCANS))]);
export type KeyScans = z.output<typeof keyScanSchema>;

/** The schedule of a table. */
export function keyScanOf({ keyScan }: { readonly keyScan: KeyScans }, table: string): KeyScan {
  return typeof keyScan === 'string' ? keyScan : (keyScan[table] ?? 'every_run');
}

/**
 * Whether a table is scanned at `now`, by the calendar: a daily run that begins a minute earlier than yesterday's still scans.
 * @param lastScan of the last scan that agreed, UTC, `YYYY-MM-DD HH:MM:SS.ffffff`; null: none did
 * @param now UTC, as `lastScan`
 * @param timeZone of the environment
 */
export function isScanDue(keyScan: KeyScan, lastScan: string | null, now: string, timeZone: string): boolean {
  if (keyScan === 'every_run' || keyScan === 'never') return keyScan === 'every_run';
  if (lastScan === null) return true;
  return dayNumber(now, timeZone) - dayNumber(lastScan, timeZone) >= DAYS_BETWEEN[keyScan];
}

/** Days since 1970 of the day that an instant has in a time zone. */
function dayNumber(instant: string, timeZone: string): number {
  const at = new Date(`${instant.slice(0, 19).replace(' ', 'T')}Z`);
  // The Swedish way of writing a date is that of ISO 8601.
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
  return Date.parse(day) / 86_400_000;
}
