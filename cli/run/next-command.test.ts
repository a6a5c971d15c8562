import { join } from 'node:path';
import type { RunStart } from '../../jobs/steps/run-start';
import { shellWord } from '../output/shell-word';
import { newRunCommand, resumeCommand, stepCommand, stepsCommand } from './next-command';

const environment = { name: 'sunrise-dev' };
const here = (path: string) => join(process.cwd(), path);
const EVERYTHING: RunStart = {
  ...{ command: 'run', engines: 'embedded', spec: here('my specs/a.json'), extracts: here("o'brien") },
  ...{ hospital: 'hospital-a', until: '2025-12-31', full: true, acceptDeletes: true },
};

describe('the command that starts a run as another was started', () => {
  it('names the environment, and nothing that is so anyway', () => {
    expect(newRunCommand(environment, { command: 'run', engines: 'embedded' })).toBe('rcm run --env sunrise-dev');
  });

  it('keeps the spec, the sources and what decides what is read; paths are those of this folder', () => {
    expect(newRunCommand(environment, EVERYTHING)).toBe(
      "rcm run --spec 'my specs/a.json' --extracts 'o'\\''brien' --hospital hospital-a --until 2025-12-31 --full --accept-deletes",
    );
    const cloud = { command: 'step', engines: 'cloud', spec: 'gs://code/spec', mysql: true } as const;
    expect(newRunCommand(environment, cloud)).toBe('rcm run --spec gs://code/spec --engines cloud --mysql');
  });

  it('compares rows again where a comparison had started it', () => {
    const compared = { command: 'reconcile', heal: true, table: 'claims', tables: ['a.claims'], mysql: true } as const;
    expect(newRunCommand(environment, { ...compared, engines: 'embedded' })).toBe(
      'rcm reconcile --prove --env sunrise-dev --mysql --table claims',
    );
  });
});

it('resumes a run by its id alone: its sources and options are on record', () => {
  expect(resumeCommand('r1', environment, EVERYTHING)).toBe("rcm run --spec 'my specs/a.json' --run-id r1");
  expect(resumeCommand('r1', environment, { command: 'replay', engines: 'embedded' })).toBe(
    'rcm replay --env sunrise-dev',
  );
});

it('repeats a step with what the step reads by', () => {
  expect(stepCommand('kpis', 'r1', environment, { command: 'run', engines: 'embedded', full: true })).toBe(
    'rcm step kpis --env sunrise-dev --run-id r1 --full',
  );
});

it('quotes what a shell would act on', () => {
  expect(['a/b.json', 'a b', '$(x)', ''].map(shellWord)).toEqual(['a/b.json', "'a b'", "'$(x)'", "''"]);
});

it('repeats steps with the options that some of them have', () => {
  const ids = ['extract.hospital-a.patients', 'extract.hospital-a.encounters'];
  const start = { command: 'step', engines: 'embedded', until: '2025-12-31' } as const;
  expect(stepsCommand(ids, 'r1', environment, start, { '--full': ids.slice(0, 1), '--heal': [] })).toBe(
    `rcm steps ${ids.join(' ')} --env sunrise-dev --run-id r1 --until 2025-12-31 --full ${ids[0]}`,
  );
});
