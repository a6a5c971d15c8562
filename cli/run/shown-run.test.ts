import { join } from 'node:path';
import { JobError } from '../../jobs/errors';
import type { RunResult, StepResult } from '../../jobs/run/run';
import type { RunStart } from '../../jobs/steps/run-start';
import { nextLines } from './shown-run';

const DEV = { name: 'dev' };
const START: RunStart = { command: 'run', engines: 'embedded' };
const failedWith = (error: JobError): StepResult => ({ status: 'FAILED', seconds: 1, report: null, error });
const run = (steps: Readonly<Record<string, StepResult>>): RunResult => ({
  runId: '20260101t000000z-abcd',
  status: 'FAILED',
  seconds: 1,
  steps: new Map(Object.entries(steps)),
});

it('advises to resume after a source that could not be reached, once for all its steps', () => {
  const unreachable = failedWith(new JobError('SOURCE_UNREACHABLE', 'the server does not answer'));
  const lines = nextLines(run({ 'extract.a.patients': unreachable, 'extract.a.claims': unreachable }), DEV, START);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^-> extract\.a\.patients and 1 more: Check that the database is running/);
  expect(lines[1]).toBe('-> Resume the run: rcm run --env dev --run-id 20260101t000000z-abcd');
});

it('advises a new run after a refused file: a resumed run does not read the inbox again', () => {
  const lines = nextLines(
    run({
      'history.a.claims': failedWith(new JobError('FILE_EMPTY', 'the file is empty')),
      finish: failedWith(new JobError('RUN_INCOMPLETE', '1 step did not succeed')),
    }),
    DEV,
    START,
  );
  expect(lines.at(-1)).toBe('-> When that is done, start a new run: rcm run --env dev');
  expect(lines.join('\n')).not.toContain('20260101t000000z-abcd');
});

it('advises to resume where the system closed a file of the state folder: its code only sounds like a refused file', () => {
  const lines = nextLines(run({ report: failedWith(new JobError('FILE_ACCESS_DENIED', 'reports')) }), DEV, START);
  expect(lines.at(-1)).toBe('-> Resume the run: rcm run --env dev --run-id 20260101t000000z-abcd');
});

it('offers both ways after many deletes: the source is read again, or its deletes are accepted', () => {
  const refused = run({ 'load.a.patients': failedWith(new JobError('DELETED_SHARE_EXCEEDED', 'half of the rows')) });
  expect(nextLines(refused, DEV, START).slice(-2)).toEqual([
    '-> When that is done, start a new run: rcm run --env dev',
    '-> Or accept what was deleted: rcm run --env dev --run-id 20260101t000000z-abcd --accept-deletes',
  ]);
});

it('compares rows in the new run after a difference with a source, except where the run reads them whole or to a day', () => {
  const differs = run({ reconcile: failedWith(new JobError('RECONCILIATION_DIFFERENCE', '1 total')) });
  const begun = (options: Partial<RunStart>) =>
    nextLines(differs, DEV, { ...START, ...options })
      .at(-1)
      ?.replace(/.*new run: /, '');
  expect(begun({ extracts: join(process.cwd(), 'x') })).toBe('rcm run --env dev --extracts x --heal');
  expect(begun({ full: true })).toBe('rcm run --env dev --full');
  expect(begun({ until: '2025-12-31' })).toBe('rcm run --env dev --until 2025-12-31');
});

it('begins a replay again, whatever it failed with', () => {
  const failed = run({ reconcile: failedWith(new JobError('RECONCILIATION_DIFFERENCE', '1 total')) });
  const lines = nextLines(failed, DEV, { ...START, command: 'replay' });
  expect(lines.at(-1)).toBe('-> Replay again: rcm replay --env dev');
});
