import fc from 'fast-check';
import { propertyRuns } from '../../test/long-runs';
import { attribute, blocks, isUnknown, KNOWN_AFTER_APPLY, numberOf, strings } from './attribute';

it.each([
  [{ a: { b: 1 } }, 1],
  [{ a: [{ b: 1 }] }, 1],
  [[{ a: [{ b: 1 }] }], 1],
  [{ a: { b: null } }, undefined],
  [{ a: [] }, undefined],
  [{}, undefined],
  [{ a: '${var.block}' }, '${var.block}'],
  [{ a: { dynamic: { b: { for_each: [] } } } }, KNOWN_AFTER_APPLY],
])('reads a.b of %j as %j', (of, expected) => {
  expect(attribute(of, 'a', 'b')).toEqual(expected);
});

it('reads the same value whether a block is an object or a list with one, at any depth', () => {
  const path = fc.array(fc.constantFrom('settings', 'ip', 'x'), { minLength: 1, maxLength: 5 });
  const listed = fc.infiniteStream(fc.boolean());
  fc.assert(
    fc.property(path, fc.integer(), listed, (names, value, choices) => {
      const choice = choices[Symbol.iterator]();
      const nested = names.reduceRight<unknown>((inner, name) => {
        const block = { [name]: inner };
        return choice.next().value ? [block] : block;
      }, value);
      expect(attribute(nested as Parameters<typeof attribute>[0], ...names)).toBe(value);
    }),
    propertyRuns({ share: 100, long: 100_000 }),
  );
});

it.each([
  ['${var.a}', true],
  ['projects/${var.a}/x', true],
  ['%{ if var.a }x%{ endif }', true],
  ['$${not.an.expression}', false],
  ['%%{not}', false],
  ['plain', false],
  [true, false],
])('isUnknown(%j) is %s', (value, expected) => {
  expect(isUnknown(value)).toBe(expected);
});

it.each([
  [{ a: { b: 1 } }, [{ b: 1 }]],
  [{ a: [{ b: 1 }, { b: 2 }] }, [{ b: 1 }, { b: 2 }]],
  [{ a: [] }, []],
  [{}, []],
  [[{ a: { b: 1 } }], [{ b: 1 }]],
  ['${var.outer}', 'unknown'],
  [{ a: '${var.a}' }, 'unknown'],
  [{ dynamic: { a: { for_each: [] } } }, 'unknown'],
])('the blocks a of %j are %j', (of, expected) => {
  expect(blocks(of, 'a')).toEqual(expected);
});

it.each([
  [7, 7],
  ['7', 7],
  ['7776000s', 7_776_000],
  ['7d', Number.NaN],
  ['${var.days}', Number.NaN],
  [undefined, Number.NaN],
])('the number of %j is %d', (value, expected) => {
  expect(numberOf(value)).toBe(expected);
});

it('takes one string for a list of one, and an expression for no list at all', () => {
  expect([strings('a'), strings(['a', '${b}']), strings('${b}'), strings(undefined)]).toEqual([
    ['a'],
    ['a', '${b}'],
    'unknown',
    [],
  ]);
});
