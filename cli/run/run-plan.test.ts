import type { Context } from '../../jobs/steps/context';
import { graph } from '../../model/graph';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { checkRunId, checkUntil, chooseRun, chooseSteps, planRun } from './run-plan';

const spec = twoHospitals();
const all = graph(spec);
const silent = () => {};

describe('choosing steps', () => {
  it('is the whole graph when nothing is said', () => {
    expect(chooseSteps(spec, {})).toBeNull();
    expect(planRun(spec, {})).toEqual({});
  });

  it('--from is the step, all that depends on it, and the opening of the run', () => {
    expect(chooseSteps(spec, { from: 'report' })).toEqual(['begin', 'report', 'finish']);
    const chosen = chooseSteps(spec, { from: 'history.hospital-a.patients' }) ?? [];
    expect(chosen).toContain('kpis');
    expect(chosen).not.toContain('check.hospital-a.patients');
    expect(chosen).not.toContain('history.hospital-b.patients');
  });

  it('--from repeats its steps; a resumed run does not', () => {
    expect(planRun(spec, { from: 'report' }).repeat).toBe(true);
    expect(planRun(spec, { runId: 'one' }).repeat).toBeUndefined();
  });

  it('--full is handed on, and not together with --from: a run lands a table once', () => {
    expect(planRun(spec, { full: true })).toEqual({ full: true });
    expect(() => planRun(spec, { full: true, from: 'begin' })).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });

  it('--accept-deletes is handed on', () => {
    expect(planRun(spec, { acceptDeletes: true })).toEqual({ acceptDeletes: true });
  });

  it('--from a step that reads sources is a new run: a run lands a table once', async () => {
    for (const from of ['begin', 'extract.hospital-a.patients']) {
      expect(await chooseRun({} as Context, { from }, silent)).toMatch(/^\d{8}t\d{6}z-/);
      expect(() => planRun(spec, { from, runId: 'one' })).toThrow(expect.objectContaining({ name: 'UsageError' }));
    }
  });

  it('--hospital is its steps and those of the environment, in graph order', () => {
    const expected = all.filter(({ hospitalId }) => hospitalId === null || hospitalId === 'hospital-a');
    expect(chooseSteps(spec, { hospital: 'hospital-a' })).toEqual(expected.map(({ id }) => id));
  });

  it('--from and --hospital together leave out the other hospitals', () => {
    const chosen = chooseSteps(spec, { from: 'begin', hospital: 'hospital-b' }) ?? [];
    expect(chosen.filter((id) => id.includes('hospital-a'))).toEqual([]);
    expect(chosen).toContain('extract.hospital-b.claims');
  });

  it('refuses what is not there, before anything is opened', () => {
    expect(() => chooseSteps(spec, { from: 'nonsense' })).toThrow(expect.objectContaining({ code: 'STEP_UNKNOWN' }));
    expect(() => chooseSteps(spec, { hospital: 'hospital-z' })).toThrow(
      expect.objectContaining({ name: 'UsageError', fix: expect.stringContaining('hospital-a, hospital-b') }),
    );
    expect(() => planRun(spec, { runId: 'Not One' })).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
});

describe('the words of a selection', () => {
  it.each([
    ['2025-12-31', '2025-12-31 23:59:59.999999'],
    ['2025-12-31T18:00:00', '2025-12-31 18:00:00'],
    ['2025-12-31 18:00:00.000001', '2025-12-31 18:00:00.000001'],
  ])('--until %s is %s: a date includes its whole day', (given, expected) => {
    expect(checkUntil(given)).toBe(expected);
  });

  it.each(['31.12.2025', '2025-13-45', '2025-02-30', 'yesterday', '2025-12-31T18:00:00Z', ''])(
    '--until "%s" is not a date',
    (given) => {
      expect(() => checkUntil(given)).toThrow(expect.objectContaining({ name: 'UsageError' }));
    },
  );

  it.each(['20251231t050000z-a1b2', 'scheduled-2026-03-07t11-30-00-00-00'])('"%s" is a run id', (given) => {
    expect(checkRunId(given)).toBe(given);
  });

  it.each(['a/b', 'A', '-a', 'a--b', '', '../x', 'a'.repeat(61), `${'a'.repeat(59)}_`])(
    '"%s" is not a run id',
    (given) => {
      expect(() => checkRunId(given)).toThrow(expect.objectContaining({ name: 'UsageError' }));
    },
  );
});
