import { dateFormatOf } from '../model/mapping/date-format';
import { type MappedColumn, sourceColumns } from '../model/mapping/mapped-columns';
import type { Fields } from './people';

/**
 * A row of the model as a hospital's own source has it: the mapping read backwards. Landing makes the row of it again, where the mapping
 * can be undone; a column that is `absent` or `constant` is lost.
 * @returns a text for each of `sourceColumns(columns)`.
 */
export function sourceValues(columns: readonly MappedColumn[], fields: Fields): (string | null)[] {
  const texts = new Map<string, string | null>();
  const parts = new Map<string, string[]>();
  const put = (name: string, text: string | null) => texts.set(name.toLowerCase(), text);
  for (const mapped of columns) {
    const value = fields[mapped.column.name] ?? null;
    const { origin, split } = mapped;
    const text = value === null ? null : undone(mapped, value);
    if (split && origin.kind === 'column') {
      const known = parts.get(origin.name.toLowerCase()) ?? [];
      known[split.part - 1] = text ?? '';
      parts.set(origin.name.toLowerCase(), known);
      put(origin.name, Array.from(known, (part) => part ?? '').join(split.by));
    } else if (origin.kind === 'column') put(origin.name, text);
    else if (origin.kind === 'coalesce')
      for (const [place, name] of origin.names.entries()) put(name, place === 1 ? text : null);
    else if (origin.kind === 'concat') takeApart(origin.parts, text, put);
  }
  return sourceColumns(columns).map(({ name }) => texts.get(name.toLowerCase()) ?? null);
}

/** The verbs of texts from the last to the first. */
function undone(mapped: MappedColumn, value: string): string {
  const { values, padTo, letterCase, stripPrefix, trim, format, zone, scale } = mapped;
  let text = value;
  if (scale) text = moved(text, -scale.digits, scale.negative);
  if (zone !== null) text = mapped.column.type === 'DATE' ? noonInUtc(text, zone) : clockOf(text, zone);
  if (format !== null) text = written(format, text);
  if (values) text = Object.entries(values.lines).find(([, meant]) => meant === text)?.[0] ?? text;
  if (padTo !== null && /^0+[0-9]+$/.test(text)) text = text.replace(/^0+(?=[0-9])/, '');
  if (letterCase !== null) text = letterCase === 'upper' ? text.toLowerCase() : text.toUpperCase();
  return trim ? `  ${stripPrefix}${text} ` : `${stripPrefix}${text}`;
}

/** Up to each text between columns; what is left is the last column's. */
function takeApart(
  parts: Extract<MappedColumn['origin'], { kind: 'concat' }>['parts'],
  text: string | null,
  put: (name: string, text: string | null) => void,
): void {
  let rest = text;
  for (const [place, part] of parts.entries()) {
    if (rest !== null && 'text' in part) rest = rest.startsWith(part.text) ? rest.slice(part.text.length) : rest;
    if (!('column' in part)) continue;
    const after = parts.slice(place + 1).find((each) => 'text' in each);
    const end = rest === null || !after || !('text' in after) ? -1 : rest.indexOf(after.text);
    put(part.column, rest === null ? null : end < 0 ? rest : rest.slice(0, end));
    if (rest !== null) rest = end < 0 ? '' : rest.slice(end);
  }
}

/** A plain number with its point moved to the right by so many digits. */
function moved(text: string, digits: number, negate: boolean): string {
  const [, minus = '', whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(text) ?? [];
  if (whole === '') return text;
  const all = digits >= 0 ? whole + fraction.padEnd(digits, '0') : whole.padStart(1 - digits, '0') + fraction;
  const point = digits >= 0 ? whole.length + digits : Math.max(whole.length, 1 - digits) + digits;
  const number = `${all.slice(0, point).replace(/^0+(?=\d)/, '')}${point < all.length ? `.${all.slice(point)}` : ''}`;
  return (minus !== '') === negate ? number : `-${number}`;
}

/** A day or a time of the model in a format. */
function written(format: string, text: string): string {
  const known = dateFormatOf(format);
  const [, year, month = '', day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d))?/.exec(text) ?? [];
  if (!known || year === undefined) return text;
  const short = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(month) - 1];
  const plain = (digits = '') => String(Number(digits));
  const texts: Readonly<Record<string, string>> = {
    ...{ YYYY: year, MMM: short ?? '', MM: month, M: plain(month), DD: day ?? '', D: plain(day), HH: hour, mm: minute },
    ss: second,
  };
  return format.replace(/YYYY|MMM|MM|M|DD|D|HH|mm|ss/g, (part) => texts[part] ?? part);
}

/** The clock of a zone at a time in UTC, without a zone of its own. */
function clockOf(utc: string, zone: string): string {
  const [whole = '', fraction] = utc.split('.');
  const at = new Date(`${whole.replace(' ', 'T')}Z`);
  const parts = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return fraction === undefined ? parts : `${parts}.${fraction}`;
}

/** Noon of a day in a zone, in UTC. */
function noonInUtc(day: string, zone: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const there = Date.parse(
    `${clockOf(new Date(noon).toISOString().slice(0, 19).replace('T', ' '), zone).replace(' ', 'T')}Z`,
  );
  return new Date(2 * noon - there).toISOString().slice(0, 19).replace('T', ' ');
}
