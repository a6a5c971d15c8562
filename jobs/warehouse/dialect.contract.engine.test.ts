import { randomInt } from 'node:crypto';
import type { LogicalType } from '../../model/types';
import { eachWarehouse } from '../../test/engines/each-warehouse';
import type { Row, Warehouse } from './warehouse';

eachWarehouse('dialect contract', ({ dialect, limits, open }) => {
  let warehouse: Warehouse;
  const query = (sql: string) => warehouse.query({ name: 'contract', sql });
  const value = async (expression: string) => (await query(`select ${expression} as v`))[0]?.['v'];
  const numeric = (digits: string | null) => dialect.cast(digits === null ? 'null' : dialect.text(digits), 'NUMERIC');
  const date = (day: string | null) => (day === null ? dialect.cast('null', 'DATE') : dialect.dateLiteral(day));
  const instant = (moment: string) => dialect.timestampLiteral(moment);

  beforeAll(async () => {
    ({ warehouse } = await open());
  });
  afterAll(() => warehouse.close());

  it.each([
    ['2026-01-31', '2026-02-14', 14],
    ['2026-02-14', '2026-01-31', -14],
    ['2024-02-28', '2024-03-01', 2],
    ['2023-02-28', '2023-03-01', 1],
    ['2026-01-31', '2026-01-31', 0],
    [null, '2026-01-31', null],
  ])('daysBetween %s and %s is %s', async (from, to, days) => {
    expect(await value(dialect.daysBetween(date(from), date(to)))).toBe(days);
  });

  it.each([
    ['2024-02-28', '1', '2024-02-29'],
    ['2024-03-01', '-1', '2024-02-29'],
    ['2023-12-31', '0', '2023-12-31'],
    ['2023-12-31', '(1 + 364)', '2024-12-30'],
    [null, '1', null],
  ])('addDays %s + %s is %s', async (from, days, expected) => {
    expect(await value(dialect.addDays(date(from), days))).toBe(expected);
  });

  it.each([
    ['2024-02-29', '2024-02-01', '2024-02-29'],
    ['2023-02-01', '2023-02-01', '2023-02-28'],
    ['2023-12-31', '2023-12-01', '2023-12-31'],
    [null, null, null],
  ])('the month of %s is %s to %s', async (day, start, end) => {
    expect([await value(dialect.monthStart(date(day))), await value(dialect.monthEnd(date(day)))]).toEqual([
      start,
      end,
    ]);
  });

  it('startOfDay and dateOf are in UTC, also at the ends of a day and of daylight saving time', async () => {
    expect(await value(dialect.startOfDay(date('2024-03-10')))).toBe('2024-03-10 00:00:00.000000');
    expect(await value(dialect.dateOf(instant('2024-11-03 23:59:59.999999')))).toBe('2024-11-03');
    expect(await value(dialect.dateOf(instant('2024-11-03 00:00:00')))).toBe('2024-11-03');
    expect(await value(dialect.dateOf(dialect.cast('null', 'TIMESTAMP')))).toBeNull();
  });

  it('now is the time of this machine in UTC', async () => {
    const now = await value(dialect.now());
    expect(Math.abs(Date.parse(`${String(now).replace(' ', 'T')}Z`) - Date.now())).toBeLessThan(60_000);
  });

  it.each(['2024-02-29 23:59:59.000001', '1943-12-31 23:59:59.000000', '0001-01-01 00:00:00.000000'])(
    'the timestamp %s keeps its microseconds as literal, value and text',
    async (moment) => {
      expect(await value(instant(moment))).toBe(moment);
      expect(await value(dialect.timestampText(instant(moment)))).toBe(moment);
    },
  );

  it('dateText is ISO', async () => {
    expect(await value(dialect.dateText(date('0987-01-02')))).toBe('0987-01-02');
    expect(await value(dialect.dateText(date(null)))).toBeNull();
  });

  it.each([
    ["it's", "it's"],
    ['back\\slash and \\n and \\u0041', 'back\\slash and \\n and \\u0041'],
    ['two\nlines\tand\ra tab', 'two\nlines\tand\ra tab'],
    ['"double" `ticks` $x @x -- no comment', '"double" `ticks` $x @x -- no comment'],
    ['Zoë 💉 \u2028 日本', 'Zoë 💉 \u2028 日本'],
    ['', ''],
  ])('text literal %j', async (written, expected) => {
    expect(await value(dialect.text(written))).toBe(expected);
  });

  it('sha256 is of the UTF-8 bytes', async () => {
    expect(await value(dialect.sha256(dialect.text('é')))).toBe(
      '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c',
    );
  });

  it.each([
    ['99213', '^[0-9]{5}$', true],
    ['9921A', '^[0-9]{5}$', false],
    ['992133', '^[0-9]{5}', true],
    ["O'Hara \\ 1", "'H.*\\\\ \\d$", true],
    ['a\nb', '^a$', false],
  ])('matches %j with %s is %s', async (text, pattern, expected) => {
    expect(await value(dialect.matches(dialect.text(text), pattern))).toBe(expected);
  });

  it.each([
    ['02/30/2025 x', '[0-9]', '9', '99/99/9999 x'],
    ["O'Hara \\ Ünï", '[^\\P{L}A]', 'a', "a'aaaa \\ aaa"],
    ['ÄB', '\\p{Lu}', 'A', 'AA'],
    ['none', 'x', '', 'none'],
    ['', '.', 'x', ''],
  ])('replaceAll in %j of %s by %j gives %j', async (text, pattern, by, expected) => {
    expect(await value(dialect.replaceAll(dialect.text(text), pattern, by))).toBe(expected);
  });

  it.each([
    ['1', '3', '0.333333'],
    ['-2', '3', '-0.666667'],
    ['1', '128', '0.007813'],
    ['-1', '128', '-0.007813'],
    ['10490000.37', '20980000000.12', '0.0005'],
    ['0', '5', '0'],
    ['5', '0', null],
    ['5', null, null],
    [null, '5', null],
  ])('ratio of %s and %s is %s', async (numerator, denominator, expected) => {
    expect(await value(dialect.ratio(numeric(numerator), numeric(denominator)))).toBe(expected);
  });

  it('ratio takes counts too, and a NUMERIC comes back', async () => {
    const ratio = dialect.ratio('7', '9');
    expect(await value(`${ratio} + ${numeric('0.000000001')}`)).toBe('0.777778001');
  });

  it.each([
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['988.365', 2, '988.37'],
    ['-988.365', 2, '-988.37'],
    ['988.364999999', 2, '988.36'],
    ['1234567.1234565', 6, '1234567.123457'],
    [null, 2, null],
  ])('round %s to %s decimals is %s', async (number, decimals, expected) => {
    expect(await value(dialect.round(numeric(number), decimals))).toBe(expected);
  });

  it('days has every day once, leap day included, and none when it ends before it begins', async () => {
    const days = async (from: string, to: string) =>
      (await query(`select day from ${dialect.days(date(from), date(to))} order by day`)).map((row) => row['day']);
    expect(await days('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(await days('2024-02-28', '2024-02-28')).toEqual(['2024-02-28']);
    expect(await days('2024-02-28', '2024-02-27')).toEqual([]);
  });

  it('joinTexts joins in order and leaves NULL out', async () => {
    const texts = [`'b' as x, 1 as o`, `'a', 2`, `${dialect.cast('null', 'STRING')}, 3`].map(
      (each) => `select ${each}`,
    );
    const joined = await query(`select ${dialect.joinTexts('x', 'o')} as v from (${texts.join(' union all ')})`);
    expect(joined).toEqual([{ v: 'b,a' }]);
  });

  if (limits.joinsNothing)
    it('joinTexts of nothing is NULL', async () => {
      const none = `select 'a' as x from (select 1 as n) where n = 2`;
      expect(await query(`select ${dialect.joinTexts('x', 'x')} as v from (${none})`)).toEqual([{ v: null }]);
    });

  it.each<[string, LogicalType, Row[string]]>([
    ['-0012', 'INT64', -12],
    ['00123.450', 'NUMERIC', '123.45'],
    ['-0.000000001', 'NUMERIC', '-0.000000001'],
    ['2024-02-29', 'DATE', '2024-02-29'],
    ['2024-02-29 01:02:03.000004+00:00', 'TIMESTAMP', '2024-02-29 01:02:03.000004'],
    ['true', 'BOOL', true],
    ['x', 'STRING', 'x'],
  ])('cast %s to %s is %j', async (text, type, expected) => {
    expect(await value(dialect.cast(dialect.text(text), type))).toBe(expected);
    expect(await value(dialect.cast('null', type))).toBeNull();
  });

  it('identifiers may be words of SQL', async () => {
    const name = dialect.identifier('select');
    expect(await query(`select t.${name} from (select 1 as ${name}) as t`)).toEqual([{ select: 1 }]);
  });

  it('ratio has the digits of a division of doubles, whatever the engine', async () => {
    const pairs = Array.from({ length: 400 }, (_, index) => [amount(index), amount(index + 1)] as const);
    const got: Row[string][] = [];
    // As columns of a few rows: the emulator takes minutes for hundreds of SELECTs in one statement.
    for (let start = 0; start < pairs.length; start += 50) {
      const columns = pairs
        .slice(start, start + 50)
        .map(([top, bottom], index) => `${dialect.ratio(numeric(top), numeric(bottom))} as r${index}`);
      got.push(...Object.values((await query(`select ${columns.join(', ')}`))[0] ?? {}));
    }
    const differing = pairs
      .map(([top, bottom], index) => ({ top, bottom, expected: ratioOfDoubles(top, bottom), got: got[index] }))
      .filter((pair) => pair.expected !== pair.got);
    expect({ ratios: got.length, differing }).toEqual({ ratios: pairs.length, differing: [] });
  });
});

/** A decimal of the sizes that totals have, from cents to tens of billions, with 0 to 9 digits behind the point. */
function amount(seed: number): string {
  const whole = randomInt(0, 10 ** (1 + (seed % 11)));
  const digits = String(randomInt(0, 1_000_000_000))
    .padStart(9, '0')
    .slice(0, seed % 10);
  return `${seed % 7 === 0 ? '-' : ''}${whole}${digits === '' ? '' : `.${digits}`}`;
}

/** Rounded half away from zero to six decimals. What is not equal to this in one engine is not equal in two. */
function ratioOfDoubles(top: string, bottom: string): string | null {
  if (Number(bottom) === 0) return null;
  const exact = (Number(top) / Number(bottom)) * 1e6;
  const whole = Math.floor(Math.abs(exact));
  const millionths = BigInt(Math.abs(exact) - whole >= 0.5 ? whole + 1 : whole);
  const digits = String(millionths).padStart(7, '0');
  const text = `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
  return exact < 0 && millionths > 0n ? `-${text}` : text;
}
