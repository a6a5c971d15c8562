import { JobError } from '../../jobs/errors';
import type { RunResult, StepResult } from '../../jobs/run/run';
import { nextLines } from './shown-run';

const DEV = { name: 'dev' };
const failedWith = (error: JobError): StepResult => ({ status: 'FAILED', seconds: 1, report: null, error });
const run = (steps: Readonly<Record<string, StepResult>>): RunResult => ({
  runId: '20260101t000000z-abcd',
  status: 'FAILED',
  seconds: 1,
  steps: new Map(Object.entries(steps)),
});

it('advises to resume after a source that could not be reached, once for all its steps', () => {
  const unreachable = failedWith(new JobError('SOURCE_UNREACHABLE', 'the server does not answer'));
  const lines = nextLines(run({ 'extract.a.patients': unreachable, 'extract.a.claims': unreachable }), DEV, {});
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
    {},
  );
  expect(lines.at(-1)).toBe('-> When that is done, start a new run: rcm run --env dev');
  expect(lines.join('\n')).not.toContain('20260101t000000z-abcd');
});
