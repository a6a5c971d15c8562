/**
 * The clock of a zone at a moment in UTC, both as `YYYY-MM-DD HH:MM:SS.ffffff`.
 * @param zone name of the IANA database; null: UTC.
 */
export function clockIn(zone: string | null, utc: string): string {
  if (zone === null) return utc;
  const [seconds = '', fraction = '000000'] = utc.split('.');
  // Sweden writes a time as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return `${format.format(new Date(`${seconds.replace(' ', 'T')}Z`))}.${fraction}`;
}

/** A local clock is set back by two hours at most: rows of the hour that it repeats must not be older than the watermark. Seconds. */
export const CLOCK_SET_BACK = 7_200;
