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

type Version = 'ipv4' | 'ipv6';
const BITS: Readonly<Record<Version, number>> = { ipv4: 32, ipv6: 128 };
/**
 * The widest public range of one owner, as a prefix: 65,536 addresses of IPv4, one allocation of IPv6. Of several apart, all together may
 * have sixteen times as many.
 */
const WIDEST_PUBLIC: Readonly<Record<Version, number>> = { ipv4: 16, ipv6: 32 };
const MOST_PUBLIC: Readonly<Record<Version, number>> = { ipv4: 12, ipv6: 28 };
/** Ranges of private networks, which no router of the internet carries. */
const PRIVATE: Readonly<Record<Version, readonly string[]>> = {
  ipv4: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  ipv6: ['::1/128', 'fc00::/7', 'fe80::/10'],
};

/** Addresses from `first` up to but without `end`, as numbers. */
interface Span {
  readonly first: bigint;
  readonly end: bigint;
}

function spanOf({ first, bits }: Range): Span {
  const all = BITS[first.kind()];
  const size = 1n << BigInt(all - bits);
  const address = first.toByteArray().reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  const start = (address / size) * size;
  return { first: start, end: start + size };
}

/** The same addresses in as few spans as there can be, in order. */
function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((one, other) =>
    one.first < other.first ? -1 : one.first > other.first ? 1 : 0,
  )) {
    const last = merged.at(-1);
    if (!last || span.first > last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { first: last.first, end: span.end };
  }
  return merged;
}

function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  return taken.reduce<Span[]>(
    (left, { first, end }) =>
      left.flatMap((span) => {
        if (end <= span.first || first >= span.end) return [span];
        return [
          ...(span.first < first ? [{ first: span.first, end: first }] : []),
          ...(end < span.end ? [{ first: end, end: span.end }] : []),
        ];
      }),
    [...spans],
  );
}

const size = ({ first, end }: Span): bigint => end - first;

/** The ranges of a version, and the spans of them together. */
function ofVersion(ranges: readonly string[], version: Version): { range: Range; text: string }[] {
  return ranges.flatMap((text) => {
    const range = rangeOf(text.trim());
    return range?.first.kind() === version ? [{ range, text }] : [];
  });
}

/**
 * Those of the ranges that open too much of the internet, however they are written: they are part of one public range that is wider than an
 * owner has, or all of them together are more than a few owners have. IPv4 and IPv6 are measured apart. Empty: none of them; private ranges and
 * other texts do not count.
 */
export function tooWide(ranges: readonly string[]): readonly string[] {
  return (['ipv4', 'ipv6'] as const).flatMap((version) => {
    const known = ofVersion(ranges, version);
    const inside = PRIVATE[version].flatMap((text) => rangeOf(text) ?? []).map(spanOf);
    const outside = without(union(known.map(({ range }) => spanOf(range))), inside);
    const upTo = (bits: number) => 1n << BigInt(BITS[version] - bits);
    const total = outside.reduce((sum, span) => sum + size(span), 0n);
    const pieces = outside.filter((span) => size(span) > upTo(WIDEST_PUBLIC[version]));
    const wide = pieces.length === 0 && total > upTo(MOST_PUBLIC[version]) ? outside : pieces;
    const touches = ({ range }: { range: Range }) => {
      const { first, end } = spanOf(range);
      return wide.some((span) => first < span.end && span.first < end);
    };
    return known.filter(touches).map(({ text }) => text);
  });
}

/** Whether the ranges together hold every address of the version: `0.0.0.0/0` does, and so do its halves. */
export function isEveryAddress(ranges: readonly string[], version: Version): boolean {
  const [all, ...rest] = union(ofVersion(ranges, version).map(({ range }) => spanOf(range)));
  return rest.length === 0 && all !== undefined && size(all) === 1n << BigInt(BITS[version]);
}

/** Whether the text is a range or one address of either version. */
export function isRange(text: string): boolean {
  return rangeOf(text.trim()) !== undefined;
}

/** Whether every address of one range is in the other; false for text that is not a range. */
export function isWithin(inner: string, outer: string): boolean {
  const [one, other] = [rangeOf(inner), rangeOf(outer)];
  if (!one || !other || one.first.kind() !== other.first.kind() || one.bits < other.bits) return false;
  return one.first.match(other.first, other.bits);
}
