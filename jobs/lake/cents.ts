/** The texts that landing reads as a number (see jobs/lake/typed-value.ts). */
const PLAIN = /^[\t\n\f\r ]*([-+]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([-+]?\d+))?[\t\n\f\r ]*$/;
const WITH_SIGNS = /^[\t\n\f\r ]*([-+]?)\$?[\t\n\f\r ]*([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?[\t\n\f\r ]*$/;
/** NUMERIC holds 29 digits before the point. */
const LIMIT = 10n ** 31n;
/** Amounts have fewer places. A larger power of ten would only cost memory. */
const FURTHEST_EXPONENT = 400;

/**
 * The cents of an amount in dollars, rounded once and half away from zero; null: the text is not an amount.
 * @param text as a source writes it: `988.3699951171875`, `1e3`, `-$1,234.50`.
 */
export function centsOf(text: string): bigint | null {
  const plain = PLAIN.exec(text);
  if (plain) {
    const [, sign = '', whole = '', fraction = '', onlyFraction = '', exponent = '0'] = plain;
    return rounded(sign, whole, fraction || onlyFraction, Number(exponent));
  }
  const signed = WITH_SIGNS.exec(text);
  if (!signed) return null;
  const [, before = '', behind = '', whole = '', fraction = ''] = signed;
  return before !== '' && behind !== '' ? null : rounded(before || behind, whole.replaceAll(',', ''), fraction, 0);
}

function rounded(sign: string, whole: string, fraction: string, exponent: number): bigint | null {
  const digits = BigInt(`${whole}${fraction}`);
  if (digits === 0n) return 0n;
  // The value is digits * 10^scale cents.
  const scale = exponent - fraction.length + 2;
  if (scale > FURTHEST_EXPONENT) return null;
  const cents = scale >= 0 ? digits * 10n ** BigInt(scale) : halfUp(digits, -scale);
  if (cents >= LIMIT) return null;
  return sign === '-' ? -cents : cents;
}

function halfUp(digits: bigint, places: number): bigint {
  if (places > String(digits).length) return 0n;
  const divisor = 10n ** BigInt(places);
  return (digits + divisor / 2n) / divisor;
}

/** `-12.05` of -1205. */
export function dollars(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
