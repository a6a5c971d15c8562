import { SampleError } from './errors';

/** A calendar day as whole days since 1970-01-01. Never a Date: its local half depends on the machine's time zone. */
export type DayNumber = number;

/** The day whose extracts are written: 1 is the first load, 2 and 3 the two days after it. */
export type SampleDay = 1 | 2 | 3;

/** First day of every sample. */
export const FIRST_DATE = '2024-07-01';

const MILLISECONDS_PER_DAY = 86_400_000;

/** `2024-07-01` to its number. */
export function dayNumber(date: string): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

/** A century of days at most; formatting each again took a third of a sample's time. */
const DATES = new Map<DayNumber, string>();

/** A day as `YYYY-MM-DD`. */
export function isoDate(day: DayNumber): string {
  const known = DATES.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
  DATES.set(day, date);
  return date;
}

/** Month of a day, `YYYY-MM`. */
export function monthOf(day: DayNumber): string {
  return isoDate(day).slice(0, 7);
}

/** Months since year 0, so that months can be counted. */
export function monthNumber(day: DayNumber): number {
  const date = new Date(day * MILLISECONDS_PER_DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The last day of the month with this number. */
export function lastDayOfMonth(month: number): DayNumber {
  return Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1) / MILLISECONDS_PER_DAY - 1;
}

/** 0 is Sunday. */
export function weekday(day: DayNumber): number {
  return (day + 4) % 7;
}

/** `YYYY-MM-DD HH:MM:SS.ffffff`, as MySQL writes a DATETIME(6); UTC. */
export function instantText(day: DayNumber, secondOfDay: number, microsecond: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(Math.floor(secondOfDay / 3600))}:${two(Math.floor(secondOfDay / 60) % 60)}:${two(secondOfDay % 60)}`;
  return `${isoDate(day)} ${time}.${String(microsecond).padStart(6, '0')}`;
}

/** The days of a sample. */
export interface SamplePeriod {
  readonly start: DayNumber;
  /** Last day of the last month; the third sample day. */
  readonly end: DayNumber;
  /** The day at whose end the extracts of a sample day were taken. All three are in the last month, so a new day opens no new month. */
  closing(day: SampleDay): DayNumber;
}

/**
 * The first so many months from `FIRST_DATE`.
 * @throws SampleError `SAMPLE_TOO_SMALL` below 2 months.
 */
export function samplePeriod(months: number): SamplePeriod {
  if (!Number.isInteger(months) || months < 2) throw new SampleError('SAMPLE_TOO_SMALL', `got ${months} month(s)`);
  const start = dayNumber(FIRST_DATE);
  const end = lastDayOfMonth(monthNumber(start) + months - 1);
  return { start, end, closing: (day) => end - 3 + day };
}

/** When the extracts of a closing day were taken: after its last change. */
export function takenAt(closing: DayNumber): Date {
  return new Date(closing * MILLISECONDS_PER_DAY + 23.5 * 3_600_000);
}
