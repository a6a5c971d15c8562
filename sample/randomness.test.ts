import { Randomness } from './randomness';

const draw = (random: Randomness, count = 1000) => Array.from({ length: count }, () => random.next());

it('draws the same under the same name', () => {
  expect(draw(new Randomness(1, 'a', 2))).toEqual(draw(new Randomness(1, 'a', 2)));
});

it.each([
  [
    [1, 'a'],
    [2, 'a'],
  ],
  [
    [1, 'ab'],
    [1, 'a', 'b'],
  ],
  [
    [1, 12],
    [11, 2],
  ],
])('draws otherwise under another name: %j and %j', (one, other) => {
  expect(draw(new Randomness(...one))).not.toEqual(draw(new Randomness(...other)));
});

it('draws evenly, also as the first number of neighbouring names', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let name = 0; name < 10_000; name++) {
    const tenth = Math.floor(new Randomness('row', name).next() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  // 1,000 each, give or take five standard deviations.
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

it('keeps whole numbers within both ends, and reaches them', () => {
  const random = new Randomness('whole');
  expect(new Set(Array.from({ length: 200 }, () => random.whole(3, 6)))).toEqual(new Set([3, 4, 5, 6]));
});
