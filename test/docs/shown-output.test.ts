import { missingIn } from './shown-output';

it('misses a line that is not printed, and one that is out of order', () => {
  const shown = 'run 20261123t044635z-qkip in 15 s\n│ ... │\nrows 5\nrows … 4';
  expect(missingIn('run 20260101t000000z-abcd in 2.5 s\nrows 5\nrows and 4', shown)).toEqual([]);
  expect(missingIn('run 20260101t000000z-abcd in 2.5 s\nrows and 4\nrows 5', shown)).toEqual(['rows … 4']);
  expect(missingIn('run 20260101t000000z-abcd in 2.5 s\nrows 6\nrows and 4', shown)).toEqual(['rows 5']);
});
