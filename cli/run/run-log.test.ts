import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobError } from '../../jobs/errors';
import { graph } from '../../model/graph';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { openRun, runEnd, runLog, runLogFile } from './run-log';

describe('the log of a run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-log-'));
  const steps = graph(twoHospitals());
  const lines = () =>
    readFileSync(runLogFile(folder, 'one'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has one JSON object per event, without the counts on the way, and goes on when the run is resumed', () => {
    expect(runEnd(folder, 'one')).toBeNull();
    const first = runLog(folder);
    first({ type: 'run_started', runId: 'one', steps });
    first({ type: 'step_progress', stepId: 'begin', rows: 5 });
    first({
      ...{ type: 'step_ended', stepId: 'begin', status: 'FAILED', seconds: 1, report: null },
      error: new JobError('FILE_EMPTY', 'a file', { cause: new Error('Jane Doe') }),
    });
    expect(runEnd(folder, 'one')).toBeNull();
    const second = runLog(folder);
    second({ type: 'run_started', runId: 'one', steps: [] });
    second({ type: 'run_ended', runId: 'one', status: 'SUCCEEDED', seconds: 2.5 });
    expect(lines().map(({ type }) => type)).toEqual(['run_started', 'step_ended', 'run_started', 'run_ended']);
    expect(lines()[0]).toMatchObject({ runId: 'one', steps: steps.map(({ id }) => id) });
    expect(lines()[1]?.['error']).toEqual({ code: 'FILE_EMPTY', detail: 'a file' });
    expect(lines().every(({ at }) => !Number.isNaN(Date.parse(String(at))))).toBe(true);
    expect(runEnd(folder, 'one')).toEqual({ status: 'SUCCEEDED', seconds: 2.5 });
  });

  it('passes over a line that was cut off, and loses none of the lines after it', () => {
    const log = runLog(folder);
    log({ type: 'run_started', runId: 'cut', steps: [] });
    appendFileSync(runLogFile(folder, 'cut'), '{"at":"2026-01-31T00:00:00.000Z","type":"run_en');
    expect(runEnd(folder, 'cut')).toBeNull();
    const resumed = runLog(folder);
    resumed({ type: 'run_started', runId: 'cut', steps: [] });
    resumed({ type: 'run_ended', runId: 'cut', status: 'SUCCEEDED', seconds: 1 });
    expect(readFileSync(runLogFile(folder, 'cut'), 'utf8').split('\n')).toHaveLength(5);
    expect(runEnd(folder, 'cut')).toEqual({ status: 'SUCCEEDED', seconds: 1 });
  });

  it('of a run that has not ended says who runs it and when it was last written, also with a line cut off', () => {
    const log = runLog(folder);
    expect(openRun(folder, 'two')).toBeNull();
    log({ type: 'run_started', runId: 'two', steps: [] });
    log({ type: 'step_started', stepId: 'begin', attempt: 1 });
    appendFileSync(runLogFile(folder, 'two'), '{"at":"20');
    expect(openRun(folder, 'two')).toEqual({
      at: expect.stringMatching(/^\d{4}-/),
      pid: process.pid,
    });
    expect(runEnd(folder, 'two')).toBeNull();
    const resumed = runLog(folder);
    resumed({ type: 'run_started', runId: 'two', steps: [] });
    resumed({ type: 'run_ended', runId: 'two', status: 'INTERRUPTED', seconds: 1 });
    expect(openRun(folder, 'two')).toBeNull();
    expect(runEnd(folder, 'two')).toEqual({ status: 'INTERRUPTED', seconds: 1 });
  });
});
