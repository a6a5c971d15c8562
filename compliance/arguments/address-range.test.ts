import { isMostOfTheInternet, isPrivateRange, isWithin, prefixLength } from './address-range';

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

it.each([
  [['0.0.0.0/0'], true],
  [['::/0'], true],
  [['0.0.0.0/1', '128.0.0.0/1'], true],
  [['0.0.0.0/2', '64.0.0.0/2'], true],
  [['0.0.0.0/2', '0.0.0.0/2'], false],
  [['10.0.0.0/8', 'not a range'], false],
])('adds up what %j holds', (ranges, most) => {
  expect(isMostOfTheInternet(ranges)).toBe(most);
});

it('reads how long a prefix is', () => {
  expect(['10.0.0.0/8', '10.0.0.1', '::1', 'x'].map(prefixLength)).toEqual([8, 32, 128, undefined]);
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
