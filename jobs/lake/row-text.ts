/** Texts of the engines' own value classes, so that a `Row` looks the same from every engine. */

/** Decimal text without trailing zeros: `988.300000000` becomes `988.3`, `-0.00` becomes `0`. */
export function decimalText(text: string): string {
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return trimmed === '-0' ? '0' : trimmed;
}

/** A moment of this machine's clock as `YYYY-MM-DD HH:MM:SS.ffffff` in UTC: what statements bind and snapshots are dated with. */
export function instantText(moment: Date): string {
  return timestampText(moment.toISOString());
}

/** `moment`, or one microsecond after `before` where that is later: clocks are set back, what comes after stays after. */
export function instantAfter(before: string | null, moment: Date): string {
  const now = instantText(moment);
  if (before === null || before < now) return now;
  const [seconds = '', fraction = ''] = before.split('.');
  if (fraction !== '999999') return `${seconds}.${String(Number(fraction) + 1).padStart(6, '0')}`;
  return instantText(new Date(Date.parse(`${seconds.replace(' ', 'T')}Z`) + 1000));
}

/** `YYYY-MM-DD HH:MM:SS.ffffff` from ISO 8601 text in UTC, with any number of decimals up to nine; digits behind the sixth are zeros in every engine. */
export function timestampText(iso: string): string {
  const [moment = '', fraction = ''] = iso
    .replace('T', ' ')
    .replace(/(Z|\+00(:00)?)$/, '')
    .split('.');
  return `${moment}.${fraction.slice(0, 6).padEnd(6, '0')}`;
}
