import type { Measurements } from '../../jobs/sources/mysql/measure';

const DAY = '(0?[1-9]|[12][0-9]|3[01])';
const MONTH = '(0?[1-9]|1[0-2])';
const TWO_DAY = '(0[1-9]|[12][0-9]|3[01])';
const TWO_MONTH = '(0[1-9]|1[0-2])';
const YEAR = '(19|20)[0-9]{2}';
const NAME =
  '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';

/** Ways to write a day, and how the server recognises each; `format` of a mapping reads them. */
const WRITTEN: readonly (readonly [format: string, pattern: string])[] = [
  ['M/D/YYYY', `^${MONTH}/${DAY}/${YEAR}$`],
  ['D/M/YYYY', `^${DAY}/${MONTH}/${YEAR}$`],
  ['D.M.YYYY', `^${DAY}[.]${MONTH}[.]${YEAR}$`],
  ['M-D-YYYY', `^${MONTH}-${DAY}-${YEAR}$`],
  ['D-M-YYYY', `^${DAY}-${MONTH}-${YEAR}$`],
  ['YYYY/M/D', `^${YEAR}/${MONTH}/${DAY}$`],
  ['YYYYMMDD', `^${YEAR}${TWO_MONTH}${TWO_DAY}$`],
  ['D-MMM-YYYY', `^${DAY}-${NAME}-${YEAR}$`],
  ['D MMM YYYY', `^${DAY} ${NAME} ${YEAR}$`],
];

/** What is known of the way in which a column's texts write days. */
export type WrittenDays = { readonly format: string } | { readonly either: readonly string[] } | null;

/** The one way in which all texts of a column are written, of up to a thousand; `either` where several ways read all of them. */
export async function writtenDays(
  measurements: Measurements,
  place: { readonly table: string; readonly column: string },
): Promise<WrittenDays> {
  const fitting: string[] = [];
  for (const [format, pattern] of WRITTEN) {
    const counted = await measurements.shaped(place, pattern);
    if (counted !== null && counted.looked > 0 && counted.found === counted.looked) fitting.push(format);
  }
  const [format, ...others] = fitting;
  if (format === undefined) return null;
  return others.length === 0 ? { format } : { either: fitting };
}
