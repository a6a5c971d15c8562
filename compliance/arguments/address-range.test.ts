import { isEveryAddress, isPrivateRange, isWithin, tooWide } from './address-range';

it.each([
  ['10.0.0.0/8', true],
  ['10.20.0.5', true],
  ['172.16.0.0/12', true],
  ['172.16.0.0/11', false],
  ['192.168.1.0/24', true],
  ['100.64.0.0/10', true],
  ['fd00::/8', true],
  ['8.0.0.0/7', false],
  ['203.0.113.0/24', false],
  ['0.0.0.0/0', false],
  ['::/0', false],
  ['${var.range}', false],
])('knows whether %s is private as a whole', (range, isPrivate) => {
  expect(isPrivateRange(range)).toBe(isPrivate);
});

const QUARTERS = ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'];

describe('finds ranges too wide, however they are written', () => {
  it.each([
    ['everything', ['0.0.0.0/0']],
    ['everything, with a zero too many', ['0.0.0.0/00']],
    ['halves', ['0.0.0.0/1', '128.0.0.0/1']],
    ['quarters', QUARTERS],
    ['everything of IPv6', ['::/0']],
    ['everything of IPv6 that is in use', ['2000::/3']],
    ['a range of two owners', ['8.8.0.0/15']],
    ['the same as two neighbours', ['8.8.0.0/16', '8.9.0.0/16']],
    ['a sixteenth of an allocation of IPv6 too many', ['2001:db8::/31']],
    ['an address of IPv6 as two neighbours', ['2001:db8::/32', '2001:db9::/32']],
    [
      'two hundred and fifty-six parts of one',
      Array.from({ length: 512 }, (_, part) => `8.${8 + (part >> 8)}.${part % 256}.0/24`),
    ],
    ['seventeen owners', Array.from({ length: 17 }, (_, owner) => `${11 + owner * 2}.0.0.0/16`)],
  ])('%s', (_what, ranges) => {
    expect(tooWide(ranges)).toEqual(ranges);
  });

  it.each([
    ['one owner', ['8.8.0.0/16']],
    ['one owner of IPv6', ['2001:db8::/32']],
    ['private networks', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fd00::/8']],
    ['the same range again and again', Array.from({ length: 40 }, () => '8.8.0.0/16')],
    ['sixteen owners', Array.from({ length: 16 }, (_, owner) => `${11 + owner * 2}.0.0.0/16`)],
    ['no range', ['everywhere', '${var.range}']],
  ])('and not %s', (_what, ranges) => {
    expect(tooWide(ranges)).toEqual([]);
  });

  it('names those that it is about', () => {
    expect(tooWide(['10.0.0.0/8', '34.0.0.0/8', '203.0.113.0/24', '::/0'])).toEqual(['34.0.0.0/8', '::/0']);
  });
});

it('knows what is every address', () => {
  expect([['0.0.0.0/0'], ['0.0.0.0/1', '128.0.0.0/1'], QUARTERS].map((each) => isEveryAddress(each, 'ipv4'))).toEqual([
    true,
    true,
    true,
  ]);
  const parts = [[], ['::/0'], ['0.0.0.0/1'], QUARTERS.slice(1), ['0.0.0.0/1', '128.0.0.0/2']];
  expect(parts.map((each) => isEveryAddress(each, 'ipv4'))).toEqual([false, false, false, false, false]);
  expect(isEveryAddress(['::/0'], 'ipv6')).toBe(true);
});

it('knows what is inside a range', () => {
  const within = (inner: string, outer = '10.64.0.0/20') => isWithin(inner, outer);
  expect(['10.64.0.5', '10.64.8.0/24', '10.64.0.0/20'].map((each) => within(each))).toEqual([true, true, true]);
  expect(['10.64.0.0/12', '10.65.0.0/24', '::1', 'x'].map((each) => within(each))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
