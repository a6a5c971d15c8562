const SHAPE = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?)?$/;

/** A date or date-time as `YYYY-MM-DD HH:MM:SS.ffffff`, whose order as text is its order in time; null: it is neither. */
export function comparableCursor(text: string | null): string | null {
  const parts = SHAPE.exec(text ?? '');
  if (!parts || parts[1] === '0000') return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = ''] = parts;
  return `${year}-${month}-${day} ${hour}:${minute}:${second}.${fraction.padEnd(6, '0')}`;
}

/**
 * A comparable cursor, `seconds` earlier; microseconds are kept. Of a day without a time it is the beginning of the day.
 * @param text as the source wrote it.
 */
export function earlierCursor(text: string, seconds: number): string | null {
  const comparable = comparableCursor(text);
  if (comparable === null) return null;
  const [instant = '', microseconds = ''] = comparable.split('.');
  const moved = new Date(Date.parse(`${instant.replace(' ', 'T')}Z`) - seconds * 1000);
  if (Number.isNaN(moved.getTime()) || moved.getTime() < Date.parse('0001-01-01T00:00:00Z')) return null;
  const moment = moved.toISOString().slice(0, 19).replace('T', ' ');
  const isDay = text.length === 10;
  return isDay ? `${moment.slice(0, 10)} 00:00:00.000000` : `${moment}.${microseconds}`;
}
