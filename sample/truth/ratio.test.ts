import { percentile, ratio } from './ratio';

it.each([
  [[], 0.5, null],
  [[7], 0.9, 7],
  [[4, 1, 3, 2], 0.5, 2.5],
  [[10, 9, 1, 2, 3, 4, 5, 6, 7, 8, 11], 0.9, 10],
  [[1, 2], 0.9, 1.9],
])('the percentile of %j at %d is %s', (numbers, share, expected) => {
  expect(percentile(numbers, share)).toBe(expected);
});

it('divides by nothing to null', () => {
  expect(ratio(3, 0)).toEqual({ numerator: 3, denominator: 0, value: null });
});
