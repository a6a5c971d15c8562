/** Parts of a format and how the text of each looks; `MMM` is an English month of three letters in any case. */
const PARTS = {
  YYYY: '([0-9]{4})',
  MMM: '([A-Za-z]{3})',
  MM: '([0-9]{2})',
  M: '([0-9]{1,2})',
  DD: '([0-9]{2})',
  D: '([0-9]{1,2})',
  HH: '([0-9]{2})',
  mm: '([0-9]{2})',
  ss: '([0-9]{2})',
} as const;
type Part = keyof typeof PARTS;

/** `T` between day and time, and signs. Other letters are refused, so that a misspelt part is noticed. */
const TOKEN = /YYYY|MMM|MM|M|DD|D|HH|mm|ss|T|[ ./,:;_-]/gy;
type Kind = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
const KIND: Readonly<Record<Part, Kind>> = {
  ...{ YYYY: 'year', MMM: 'month', MM: 'month', M: 'month', DD: 'day', D: 'day' },
  ...{ HH: 'hour', mm: 'minute', ss: 'second' },
};

/** A format as a regular expression with a group for each part, for DuckDB and Java alike, and the group of each part, from 1. */
export interface DateFormat {
  readonly pattern: string;
  readonly groups: Readonly<Partial<Record<Kind, number>>>;
  /** The month is three letters. */
  readonly monthName: boolean;
}

/** Whether a text is a format: a day, perhaps with a time that goes down to minutes or seconds. */
export function isDateFormat(format: string): boolean {
  return dateFormatOf(format) !== null;
}

/** @returns null where the text is not a format. */
export function dateFormatOf(format: string): DateFormat | null {
  const tokens = format.match(TOKEN) ?? [];
  if (tokens.join('') !== format || format.length > 40) return null;
  const parts: Part[] = [...tokens].filter(isPart);
  const kinds = parts.map((part) => KIND[part]);
  const has = (kind: Kind) => kinds.includes(kind);
  if (new Set(kinds).size !== kinds.length || !has('year') || !has('month') || !has('day')) return null;
  if (has('hour') !== has('minute') || (has('second') && !has('minute'))) return null;
  return {
    pattern: tokens.map((token) => (isPart(token) ? PARTS[token] : token === 'T' ? token : `[${token}]`)).join(''),
    groups: Object.fromEntries(kinds.map((kind, index) => [kind, index + 1])),
    monthName: parts.includes('MMM'),
  };
}

function isPart(token: string): token is Part {
  return Object.hasOwn(PARTS, token);
}
