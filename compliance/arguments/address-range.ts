import { parse, parseCIDR } from 'ipaddr.js';

type Address = ReturnType<typeof parse>;

/** Ranges that no router of the internet carries. */
const INSIDE = ['private', 'uniqueLocal', 'loopback', 'linkLocal', 'carrierGradeNat'];

interface Range {
  readonly first: Address;
  readonly bits: number;
}

/** A CIDR range or one address, of either version; undefined when the text is neither. */
function rangeOf(text: string): Range | undefined {
  try {
    if (text.includes('/')) {
      const [first, bits] = parseCIDR(text);
      return { first, bits };
    }
    const first = parse(text);
    return { first, bits: first.kind() === 'ipv4' ? 32 : 128 };
  } catch {
    return undefined;
  }
}

/** Prefix length of a range, e.g. 24; of a single address 32 or 128; undefined when the text is not a range. */
export function prefixLength(text: string): number | undefined {
  return rangeOf(text)?.bits;
}

/** Whether every address of the range is of a private network; false for text that is not a range. */
export function isPrivateRange(text: string): boolean {
  const range = rangeOf(text);
  if (!range) return false;
  const bytes = range.first.toByteArray();
  const last = bytes.map((byte, index) => byte | (0xff >> Math.min(Math.max(range.bits - index * 8, 0), 8)));
  const first = bytes.map((byte, index) => byte & ~(0xff >> Math.min(Math.max(range.bits - index * 8, 0), 8)));
  const kinds = [first, last].map((each) => parse(textOf(each)).range());
  return kinds[0] === kinds[1] && INSIDE.includes(kinds[0] ?? '') && range.bits >= 7;
}

function textOf(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0));
  return groups.map((group) => group.toString(16)).join(':');
}

/**
 * Whether the ranges together hold half or more of all addresses of a version. `0.0.0.0/0` does, and so do `0.0.0.0/1` with `128.0.0.0/1`.
 */
export function isMostOfTheInternet(ranges: readonly string[]): boolean {
  const share = { ipv4: 0, ipv6: 0 };
  for (const { first, bits } of [...new Set(ranges)].map(rangeOf).filter((each) => each !== undefined))
    share[first.kind()] += 2 ** -bits;
  return share.ipv4 >= 0.5 || share.ipv6 >= 0.5;
}

/** Whether every address of one range is in the other; false for text that is not a range. */
export function isWithin(inner: string, outer: string): boolean {
  const [one, other] = [rangeOf(inner), rangeOf(outer)];
  if (!one || !other || one.first.kind() !== other.first.kind() || one.bits < other.bits) return false;
  return one.first.match(other.first, other.bits);
}
