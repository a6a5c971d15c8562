import type { Scale } from '../../model/mapping/scale';
import { ACCOUNTING_ZERO, PLAIN_NUMBER, scriptPattern, WRITTEN_AMOUNT } from './amount-spellings';

const PLAIN = scriptPattern(PLAIN_NUMBER);
const ZERO = scriptPattern(ACCOUNTING_ZERO);
const WRITTEN = scriptPattern(WRITTEN_AMOUNT);
/** The parts of a plain number. */
const PARTS = /([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?/;
/** NUMERIC holds 29 digits before the point. */
const LIMIT = 10n ** 31n;
/** Amounts have fewer places. A larger power of ten would only cost memory. */
const FURTHEST_EXPONENT = 400;

/**
 * The cents of an amount in dollars, rounded once and half away from zero; null: the text is not an amount.
 * @param text as a source writes it: `988.3699951171875`, `1e3`, `-$1,234.50`.
 * @param scale what the mapping multiplies it by. @default nothing
 */
export function centsOf(text: string, scale: Scale | null = null): bigint | null {
  if (ZERO.test(text)) return 0n;
  if (!PLAIN.test(text) && !WRITTEN.test(text)) return null;
  const cents = plainCents(plainNumber(text), scale?.digits ?? 0);
  return cents !== null && scale?.negative ? -cents : cents;
}

/** A written amount without its marks. */
function plainNumber(text: string): string {
  return PLAIN.test(text) ? text.trim() : `${/[-(]/.test(text) ? '-' : ''}${text.replace(/[^0-9.]/g, '')}`;
}

/** @param moved digits by which the point moves to the right. */
function plainCents(text: string, moved = 0): bigint | null {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = PARTS.exec(text) ?? [];
  return rounded(sign, whole, fraction, Number(exponent) + moved);
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

/** The cents of an engine's decimal with at least two decimals, of which those behind the second are zeros: -1205 of `-12.050000000`. */
export function wholeCents(decimal: string): bigint {
  const [whole, decimals = ''] = decimal.split('.');
  return BigInt(`${whole}${decimals.slice(0, 2)}`);
}
