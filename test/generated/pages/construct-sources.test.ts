import { ERRORS } from '../../../model/errors/registry';
import { type DescribedMember, describeConstructs, describePassedTypes } from './construct-sources';

const CONSTRUCTS = describeConstructs();

it('finds the constructs', () => {
  expect(CONSTRUCTS.map(({ name }) => name)).toEqual(expect.arrayContaining(['AccessList', 'PhiBucket']));
});

it.each(CONSTRUCTS)('$name says what it is for, and documents what it can throw', ({ purpose, errors, source }) => {
  expect(purpose).not.toBe('');
  const thrown = [...source.matchAll(/ConstructError\(\s*'([A-Z_]+)'/g)].map((match) => match[1]);
  const byKey = source.includes('keyNameFor(') ? ['KEY_NAME_INVALID', 'KEY_LOCATION_DIFFERS'] : [];
  expect([...errors]).toEqual(expect.arrayContaining([...new Set([...thrown, ...byKey])]));
  expect(Object.keys(ERRORS)).toEqual(expect.arrayContaining([...errors]));
});

const OPTIONAL: readonly (DescribedMember & { of: string })[] = [
  ...CONSTRUCTS.map(({ props }) => props),
  ...describePassedTypes(),
].flatMap(({ name, members }) => members.filter((member) => member.optional).map((each) => ({ ...each, of: name })));

it.each(OPTIONAL)('$of.$name is optional and says what it is otherwise', ({ defaultText }) => {
  expect(defaultText).toBeTruthy();
});

it.each(CONSTRUCTS)('$name has readonly members only, and hides none that it makes', ({ members }) => {
  expect(members.length).toBeGreaterThan(0);
});

it.each(CONSTRUCTS)('the @example of $name is what its smallest example does', ({ file, examples, shown }) => {
  const [smallest] = examples;
  expect(smallest?.file).toBe(file);
  expect(shown).toBe(smallest?.body);
});

it.each(CONSTRUCTS)('$name has an example for more than one use', ({ examples }) => {
  expect(examples.length).toBeGreaterThan(1);
});

it.each(CONSTRUCTS.flatMap(({ examples }) => examples))(
  'the example $file imports what a package user can import',
  ({ text }) => {
    const imports = [...text.matchAll(/ from '([^']+)'/g)].map((match) => match[1] ?? '');
    expect(imports).toContain('../index');
    expect(imports.filter((path) => path.startsWith('.') && path !== '../index')).toEqual([]);
  },
);
