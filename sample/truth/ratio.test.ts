import { median, percentile, ratio } from './ratio';

it.each([
  [[], null],
  [[7], 7],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 2], 9],
])('the median of %j is %s', (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});

it.each([
  [[], null],
  [[7], 7],
  [[1, 2, 3, 4, 5, 6, 7, 8], 8],
  [[10, 9, 1, 2, 3, 4, 5, 6, 7, 8], 9],
  [[10, 9, 1, 2, 3, 4, 5, 6, 7, 8, 11], 10],
])('nine tenths of %j are at most %s', (numbers, expected) => {
  expect(percentile(numbers, 90)).toBe(expected);
});

it('divides by nothing to null', () => {
  expect(ratio(3, 0)).toEqual({ numerator: 3, denominator: 0, value: null });
});
