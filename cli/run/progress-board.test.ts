import { JobError } from '../../jobs/errors';
import type { StepResult } from '../../jobs/run/run';
import { graph } from '../../model/graph';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { endedLine, ProgressBoard } from './progress-board';

const steps = graph(twoHospitals());
const succeeded = (rowsOut: number | null): StepResult => ({
  ...{ status: 'SUCCEEDED', seconds: 1.25, error: null },
  report: { rowsIn: null, rowsOut, detail: null },
});
const failed: StepResult = { status: 'FAILED', seconds: 75, report: null, error: new JobError('FILE_EMPTY', 'a file') };

describe('the progress of a run', () => {
  it('counts per hospital, reference and environment', () => {
    const board = new ProgressBoard();
    board.take({ type: 'run_started', runId: 'r', steps });
    const totals = Object.fromEntries(board.all().map(({ title, total }) => [title, total]));
    expect(Object.keys(totals).sort()).toEqual(['environment', 'hospital-a', 'hospital-b', 'reference']);
    // Six tables, each extracted, loaded, checked and put into history.
    expect(totals['hospital-a']).toBe(24);
    expect(Object.values(totals).reduce((sum, each) => sum + each, 0)).toBe(steps.length);
  });

  it('shows what is at work with its rows, then what ended, failed and was skipped', () => {
    const board = new ProgressBoard();
    const [patients, claims] = ['extract.hospital-a.patients', 'extract.hospital-a.claims'];
    const group = () => board.all().find(({ title }) => title === 'hospital-a');
    board.take({ type: 'run_started', runId: 'r', steps });
    board.take({ type: 'step_started', stepId: patients, attempt: 1 });
    board.take({ type: 'step_progress', stepId: patients, rows: 120_000 });
    board.take({ type: 'step_started', stepId: claims, attempt: 1 });
    expect(group()?.running).toEqual(['extract patients 120,000 rows', 'extract claims']);
    expect(board.working).toBe(2);
    board.take({ type: 'step_ended', stepId: patients, ...succeeded(120_000) });
    board.take({ type: 'step_ended', stepId: claims, ...failed });
    board.take({ type: 'step_ended', stepId: 'load.hospital-a.claims', ...failed, status: 'SKIPPED', error: null });
    expect(group()).toMatchObject({ ended: 3, failed: 1, skipped: 1, rows: 120_000, running: [] });
    expect(board.working).toBe(0);
  });

  it.each<[StepResult, string]>([
    [succeeded(1_200), 's: done in 1.3 s, 1,200 rows'],
    [succeeded(null), 's: done in 1.3 s'],
    [failed, 's: FAILED after 75 s: FILE_EMPTY: a file'],
    [{ ...failed, status: 'SKIPPED', error: null }, 's: skipped: an earlier step failed'],
    [{ ...failed, status: 'REUSED', error: null }, 's: done earlier in this run'],
  ])('puts the end of a step into one line (%#)', (result, line) => {
    expect(endedLine('s', result)).toBe(line);
  });
});
