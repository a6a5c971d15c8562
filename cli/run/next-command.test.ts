import { nextCommand, shellWord } from './next-command';

const environment = { name: 'sunrise-dev' };

it('names the environment, and nothing that is so anyway', () => {
  expect(nextCommand('run', environment, { engines: 'embedded' })).toBe('rcm run --env sunrise-dev');
});

it('keeps the spec, the sources and what decides what is read', () => {
  const words = { spec: 'my specs/a.json', extracts: "o'brien", hospital: 'hospital-a', heal: true as const };
  expect(nextCommand('run', environment, words, ['--run-id r1'])).toBe(
    "rcm run --spec 'my specs/a.json' --run-id r1 --extracts 'o'\\''brien' --hospital hospital-a --heal",
  );
  const more = { engines: 'cloud', mysql: true, until: '2025-12-31', full: true, acceptDeletes: true } as const;
  expect(nextCommand('run', environment, more)).toBe(
    'rcm run --env sunrise-dev --engines cloud --mysql --until 2025-12-31 --full --accept-deletes',
  );
});

it('quotes what a shell would act on', () => {
  expect(['a/b.json', 'a b', '$(x)', ''].map(shellWord)).toEqual(['a/b.json', "'a b'", "'$(x)'", "''"]);
});
