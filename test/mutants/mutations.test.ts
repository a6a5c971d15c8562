import type { Json } from '../../compliance/arguments/attribute';
import { mutantsOf } from './mutants-of';
import { mutationsOf } from './mutations';

const weakened = (place: string, value: Json, required = false) =>
  Object.fromEntries(mutationsOf({ place, value, required }).map((mutation) => [mutation.what, mutation.value]));

it.each<[string, string, Json, Record<string, Json | undefined>]>([
  ['a switch is flipped', 'google_x.enabled', true, { flipped: false, removed: undefined }],
  ['a count is zero or a tenth', 'google_x.retention_days', 30, { zero: 0, 'a tenth': 3, removed: undefined }],
  [
    'a rotation is a hundred times as long',
    'google_x.rotation_period',
    '100s',
    { 'a hundred times': '10000s', emptied: '', removed: undefined },
  ],
  [
    'a word is each other word that is taken',
    'google_storage_bucket.public_access_prevention',
    'enforced',
    { inherited: 'inherited', removed: undefined },
  ],
  [
    'a range is open',
    'google_x.value',
    '10.0.0.0/8',
    { 'open to everywhere': '0.0.0.0/0', emptied: '', removed: undefined },
  ],
  [
    'a list that demands loses each entry',
    'google_x.services',
    ['a', 'b'],
    { 'without "a"': ['b'], 'without "b"': ['a'], emptied: [], removed: undefined },
  ],
  [
    'a list that allows gains one',
    'google_x.identities',
    ['a'],
    { 'one more': ['a', 'user:somebody@elsewhere.example'], emptied: [], removed: undefined },
  ],
  [
    'a filter loses each alternative, at any depth',
    'google_x.filter',
    'a=1 AND (b=1 OR c=1 OR d=1)',
    {
      'without b=1': 'a=1 AND (c=1 OR d=1)',
      'without c=1': 'a=1 AND (b=1 OR d=1)',
      'without d=1': 'a=1 AND (b=1 OR c=1)',
      'finds nothing': 'logName:"nothing"',
      removed: undefined,
    },
  ],
  [
    'a map loses each key',
    'google_x.options',
    { tls: 'on' },
    { 'without tls': {}, 'tls flipped': { tls: 'off' }, removed: undefined },
  ],
])('%s', (_, place, value, expected) => {
  expect(weakened(place, value)).toEqual(expected);
});

it('gives a role to everybody, a person, a domain and an account elsewhere, and never removes what is required', () => {
  expect(Object.keys(weakened('google_x.member', 'group:a@b.example', true))).toEqual([
    'to allUsers',
    'to allAuthenticatedUsers',
    'to user',
    'to domain',
    'to serviceAccount',
  ]);
});

it('weakens what a block holds, the block itself, what is not there, and the resource', () => {
  const body = {
    destination: 'storage.googleapis.com/a',
    name: 'audit',
    unique_writer_identity: true,
    bigquery_options: { use_partitioned_tables: true },
  };
  const mutants = mutantsOf({ stack: 's', type: 'google_logging_project_sink', id: 'audit', body });
  expect(mutants.map(({ place, what }) => `${place.replace('google_logging_project_sink', 'sink')}: ${what}`)).toEqual([
    'sink: gone',
    'sink.destination: emptied',
    'sink.unique_writer_identity: flipped',
    'sink.unique_writer_identity: removed',
    'sink.bigquery_options: removed',
    'sink.bigquery_options.use_partitioned_tables: flipped',
    'sink.disabled: added',
    'sink.exclusions: added',
  ]);
});
