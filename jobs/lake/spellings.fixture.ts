import fc from 'fast-check';

/** A text as people and programs write it, and what it means: composed from the value, so that no parser decides what is right. */
export interface Spelling {
  readonly text: string;
  /** Moments in UTC as DuckDB writes them (`2025-01-06 00:00:00+00`), days as `2025-01-06`, amounts in cents. */
  readonly moment: string;
  readonly day: string;
  /** Whether it states a zone: then it is an instant, whose day hangs on the environment. */
  readonly zoned: boolean;
}

const two = (value: number) => String(value).padStart(2, '0');
const blanks = fc.constantFrom('', '', '', ' ', '  ');

const ZONES: readonly (readonly [string, number])[] = [
  ...(['', 'Z', ' UTC', 'UTC', '+00:00', '-00:00', ' +00', '+0000'] as const).map((zone) => [zone, 0] as const),
  ['-06:00', -360],
  [' -0600', -360],
  ['+05:30', 330],
  ['-03:30', -210],
  ['+14', 840],
];

/** Days and moments in every spelling that has one meaning in a column whose month comes first. */
export const spelledMoments: fc.Arbitrary<Spelling> = fc
  .record({
    minutes: fc.integer({ min: Date.UTC(1900, 0, 2) / 60_000, max: Date.UTC(2099, 11, 30) / 60_000 }),
    seconds: fc.integer({ min: 0, max: 59 }),
    micros: fc.constantFrom('', '', '.5', '.000001', '.123456'),
    clock: fc.constantFrom('none', 'minutes', 'seconds', 'half', 'half with seconds'),
    slashes: fc.boolean(),
    padded: fc.boolean(),
    separator: fc.constantFrom(' ', ' ', 'T'),
    half: fc.constantFrom('am', 'AM', ' AM', ' Am'),
    zone: fc.constantFrom(...ZONES),
    around: fc.tuple(blanks, blanks),
  })
  .map(({ minutes, seconds, micros, clock, slashes, padded, separator, half, zone: [zone, offset], around }) => {
    const local = new Date(minutes * 60_000);
    const [year, month, date] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()];
    const [hour, minute] = [local.getUTCHours(), local.getUTCMinutes()];
    const width = (value: number) => (padded ? two(value) : String(value));
    const day = `${year}-${two(month)}-${two(date)}`;
    const written = slashes ? `${width(month)}/${width(date)}/${year}` : day;
    const withSeconds = clock === 'seconds' || clock === 'half with seconds';
    const tail = `:${two(minute)}${withSeconds ? `:${two(seconds)}${micros}` : ''}`;
    const half12 = hour < 12 ? half : half.replace(/a/i, (letter) => (letter === 'a' ? 'p' : 'P'));
    const time = clock.startsWith('half') ? `${width(hour % 12 || 12)}${tail}${half12}` : `${width(hour)}${tail}`;
    const text = clock === 'none' ? written : `${written}${separator}${time}${zone}`;
    const start = Date.UTC(year, month - 1, date);
    const instant = clock === 'none' ? start : (minutes - offset) * 60_000 + (withSeconds ? seconds * 1000 : 0);
    const fraction = withSeconds ? micros : '';
    const moment = `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')}${fraction}+00`;
    return { text: `${around[0]}${text}${around[1]}`, moment, day, zoned: clock !== 'none' && zone !== '' };
  });

/** Amounts in every spelling, and their cents. */
export const spelledAmounts: fc.Arbitrary<{ readonly text: string; readonly cents: bigint }> = fc
  .record({
    cents: fc.oneof(fc.bigInt({ min: 0n, max: 200_000n }), fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.constant(0n)),
    form: fc.constantFrom('plain', 'minus', 'parentheses', 'inside', 'trailing', 'dash'),
    sign: fc.constantFrom('', '$', '$ ', 'US$', 'USD ', 'usd'),
    grouped: fc.boolean(),
    around: fc.tuple(blanks, blanks),
  })
  .map(({ cents, form, sign, grouped, around }) => {
    if (form === 'dash') return { text: `${around[0]}${sign}-${around[1]}`, cents: 0n };
    const whole = String(cents / 100n);
    const digits = `${grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole}.${two(Number(cents % 100n))}`;
    const text = {
      plain: `${sign}${digits}`,
      minus: `-${sign}${digits}`,
      parentheses: `${sign}(${digits})`,
      inside: `(${sign}${digits})`,
      trailing: `${sign}${digits}-`,
    }[form];
    return { text: `${around[0]}${text}${around[1]}`, cents: form === 'plain' ? cents : -cents };
  });

/** Texts that are nearly a date or an amount: whether they are read is for every engine to say alike. */
export const nearlyValues: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      spelledMoments.map(({ text }) => text),
      spelledAmounts.map(({ text }) => text),
    ),
    fc.nat(30),
    fc.constantFrom('', '0', '1', '9', '/', '-', ':', ' ', '.', ',', 'P', 'M', 'Z', '(', ')', '$', '+'),
    fc.integer({ min: 0, max: 2 }),
  )
  .map(([text, at, put, cut]) => text.slice(0, at) + put + text.slice(at + cut));
