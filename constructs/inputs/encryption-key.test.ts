import { Token } from 'cdktf';
import { KEY, REGION } from '../../test/placed-resources';
import { keyNameFor } from './encryption-key';

it('names a key for a resource of its location, however that is written', () => {
  expect(keyNameFor(KEY, REGION)).toBe(KEY.name);
  const name = KEY.name.replace(REGION, 'us');
  expect(keyNameFor({ name, location: 'us' }, 'US')).toBe(name);
});

it.each([
  ['another location than the resource', KEY, 'europe-west1'],
  ['another location than its name says', { ...KEY, location: 'europe-west1' }, 'europe-west1'],
])('refuses a key of %s', (_, key, location) => {
  expect(() => keyNameFor(key, location)).toThrow(expect.objectContaining({ code: 'KEY_LOCATION_DIFFERS' }));
});

it.each(['', 'one', KEY.name.replace('projects/p/', ''), `${KEY.name}/cryptoKeyVersions/1`])(
  'refuses "%s", which is not the full name of a key',
  (name) => {
    expect(() => keyNameFor({ ...KEY, name }, REGION)).toThrow(expect.objectContaining({ code: 'KEY_NAME_INVALID' }));
  },
);

describe('of a resource in the same stack, whose name is known at the apply', () => {
  const name = Token.asString({ resolve: () => KEY.name });

  it('takes the name as it is', () => {
    expect(keyNameFor({ name, location: REGION }, REGION)).toBe(name);
    expect(keyNameFor({ name, location: Token.asString({ resolve: () => REGION }) }, REGION)).toBe(name);
  });

  it('still compares the location', () => {
    expect(() => keyNameFor({ name, location: REGION }, 'europe-west1')).toThrow(
      expect.objectContaining({ code: 'KEY_LOCATION_DIFFERS' }),
    );
  });
});
