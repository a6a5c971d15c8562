/** What a number of a cell means, by how the sheet shows it. `zeros`: digits that it is shown with, e.g. 5 for an old code. */
export type NumberMeaning =
  | { readonly kind: 'number' | 'date' | 'time' | 'date_time' }
  | { readonly kind: 'zeros'; readonly digits: number };

const NUMBER: NumberMeaning = { kind: 'number' };
/** Formats that every program knows by their numbers alone, ECMA-376 part 1, 18.8.30; those of East Asia are dates. */
const BUILT_IN: Readonly<Record<number, NumberMeaning['kind']>> = {
  ...Object.fromEntries([14, 15, 16, 17, ...range(27, 36), ...range(50, 58)].map((id) => [id, 'date' as const])),
  ...Object.fromEntries([18, 19, 20, 21, 45, 46, 47].map((id) => [id, 'time' as const])),
  22: 'date_time',
};

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** @param code of the format, where the workbook brings it. */
export function meaningOf(id: number, code: string | undefined): NumberMeaning {
  if (code === undefined) {
    const kind = BUILT_IN[id] ?? 'number';
    return kind === 'zeros' ? NUMBER : { kind };
  }
  const [first = ''] = code.split(';');
  if (/^0{2,}$/.test(first)) return { kind: 'zeros', digits: first.length };
  // Without texts, escaped characters and colours; [h] counts hours.
  const letters = first
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (letters.trim() === 'general') return NUMBER;
  const hasTime = /[hs]/.test(letters) || letters.includes('am/pm');
  const hasDate = /[yd]/.test(letters) || (letters.includes('m') && !hasTime);
  if (hasDate) return { kind: hasTime ? 'date_time' : 'date' };
  return hasTime ? { kind: 'time' } : NUMBER;
}

const DAY = 86_400_000;
/** Days from 1899-12-30, which is day 0 from March 1900 on, to 1970-01-01. */
const EPOCH = 25_569;
/** Days by which workbooks that begin in 1904 are behind. */
const FROM_1904 = 1_462;
/** Digits that a spreadsheet keeps. */
const SIGNIFICANT = 15;

/**
 * The text of a number as the sheet means it: an exact decimal without the noise of binary fractions, a day `YYYY-MM-DD`, a moment
 * `YYYY-MM-DD HH:MM:SS` or a time `HH:MM:SS`, with milliseconds where there are any.
 * @param raw as the workbook stores it. @returns null: it is not a number, or not a day that exists.
 */
export function numberText(raw: string, meaning: NumberMeaning, is1904: boolean): string | null {
  if (!/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(raw)) return null;
  const text = raw.trim();
  if (meaning.kind === 'number') return decimal(text);
  if (meaning.kind === 'zeros') return /^\d+$/.test(text) ? text.padStart(meaning.digits, '0') : decimal(text);
  return serialText(Number(text), meaning.kind, is1904);
}

function decimal(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  if (/^-?\d+\.\d+$/.test(text) && text.replaceAll(/^-?0*\.?0*|\./g, '').length <= SIGNIFICANT) return text;
  return plain(Number(text).toPrecision(SIGNIFICANT));
}

/** Without an exponent and without zeros at the end of a fraction. */
function plain(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)\.?(\d*)(?:e([-+]?\d+))?$/.exec(text) ?? [];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const behind = padded.slice(at).replace(/0+$/, '');
  const value = behind === '' ? before : `${before}.${behind}`;
  return value === '0' ? value : sign + value;
}

function serialText(serial: number, kind: 'date' | 'time' | 'date_time', is1904: boolean): string | null {
  // Binary fractions of a day are rounded to what people write.
  const milliseconds = Math.round(serial * DAY);
  if (serial < 0 || milliseconds >= 2_958_466 * DAY) return null;
  if (kind === 'time') return clock(milliseconds, true);
  let days = Math.floor(milliseconds / DAY);
  // Spreadsheets have a 29 February in 1900 and a day 0: neither exists.
  if (is1904) days += FROM_1904;
  else if (days === 0 || days === 60) return null;
  else if (days < 60) days++;
  const day = new Date((days - EPOCH) * DAY).toISOString().slice(0, 10);
  return kind === 'date' ? day : `${day} ${clock(milliseconds % DAY, false)}`;
}

/** @param mayBeLong hours above 23 are kept: a duration. */
function clock(milliseconds: number, mayBeLong: boolean): string {
  const rest = mayBeLong ? milliseconds : milliseconds % DAY;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const fraction = rest % 1_000;
  const text = `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}:${two((rest / 1_000) % 60)}`;
  return fraction === 0 ? text : `${text}.${String(fraction).padStart(3, '0')}`;
}

/** A text of a workbook, which writes characters that XML cannot hold as `_x000D_`. */
export function unescapedText(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
