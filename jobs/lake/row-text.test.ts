import { decimalText, instantText, timestampText } from './row-text';

it.each([
  ['988.300000000', '988.3'],
  ['12.000000000', '12'],
  ['100', '100'],
  ['-0.000000001', '-0.000000001'],
  ['-0.000', '0'],
  ['0', '0'],
])('decimal %s is %s', (text, expected) => {
  expect(decimalText(text)).toBe(expected);
});

it.each([
  ['2024-02-29T01:02:03.123456000Z', '2024-02-29 01:02:03.123456'],
  ['2024-02-29T01:02:03.500Z', '2024-02-29 01:02:03.500000'],
  ['2024-02-29 01:02:03', '2024-02-29 01:02:03.000000'],
  ['2024-02-29 01:02:03.1+00', '2024-02-29 01:02:03.100000'],
])('timestamp %s is %s', (text, expected) => {
  expect(timestampText(text)).toBe(expected);
});

it('writes a moment with microseconds, in UTC', () => {
  expect(instantText(new Date('2024-02-29T01:02:03.045+01:00'))).toBe('2024-02-29 00:02:03.045000');
});
