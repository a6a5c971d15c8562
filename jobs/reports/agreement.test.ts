import { graph } from '../../model/graph';
import { BASE_MODEL } from '../../model/model';
import { parseSpec } from '../../model/parse-spec';
import { type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { duckdbDialect } from '../warehouse/duckdb/dialect';
import { agreement } from './agreement';
import { comparisons } from './comparisons';
import { failureCauses, type StepEnd } from './failure-causes';
import { sourceReports } from './source-readings';
import { sourceTables } from './source-tables';

type Total = { hospital: string; subject: string; expected: string; actual: string; difference: string };

const spec = twoHospitals();
const agreeing = (hospital: string, subject: string): Total => ({
  ...{ hospital, subject, expected: '5', actual: '5', difference: '0' },
});
/** Every step of a run that succeeded, but for those whose id starts with one of these texts, which failed, and those after them. */
function stepsOf(of: PipelineSpec, failed: Readonly<Record<string, string>> = {}): StepEnd[] {
  const [lost, ends] = [new Set<string>(), [] as StepEnd[]];
  for (const step of graph(of)) {
    const code = Object.entries(failed).find(([start]) => step.id.startsWith(start))?.[1];
    if (step.runsWhen !== 'all_settled' && step.needs.some((need) => lost.has(need))) lost.add(step.id);
    else if (code) {
      lost.add(step.id);
      ends.push({ id: step.id, succeeded: false, code, detail: null });
    } else ends.push({ id: step.id, succeeded: true, code: null, detail: null });
  }
  return ends.filter(({ id }) => id !== 'report' && id !== 'finish');
}
/** Totals that a run makes: those of every table whose step got so far. */
function totalsOf(of: PipelineSpec, steps: readonly StepEnd[]): Total[] {
  const tables = sourceTables(of);
  const nothing = comparisons(duckdbDialect, BASE_MODEL, { tables, steps, totals: [] });
  const done = (id: string) => steps.some((step) => step.id === id && step.succeeded);
  return nothing
    .filter(({ hospital, table, subject, required }) => {
      if (subject.startsWith('source.')) return required && done(`check.${hospital}.${table}`);
      if (subject.startsWith('silver.')) return done(`history.${hospital}.${table}`);
      return done('reconcile');
    })
    .map(({ hospital, subject }) => agreeing(hospital, subject));
}
function judged(of: PipelineSpec, steps: readonly StepEnd[], totals: readonly Total[], everRead = true) {
  const tables = sourceTables(of);
  const load = (hospital_id: string, table_name: string) => ({
    ...{ hospital_id, table_name, run_id: 'r1', read_at: '2025-01-01 00:00:00.000000', rows_landed: 5 },
    ...{ rows_new: 5, rows_deleted: 0, newest: 1, newest_with_rows: 1 },
  });
  const readings = everRead ? tables.map(({ hospital, table }) => load(hospital, table)) : [];
  const compared = comparisons(duckdbDialect, BASE_MODEL, { tables, steps, totals });
  const sources = sourceReports(
    tables,
    steps,
    { readings, accounts: [], absent: [], scans: [] },
    new Date('2025-01-02T00:00:00Z'),
  );
  return { ...agreement(compared, sources, failureCauses(steps)), comparisons: compared, sources };
}
const withHospitalA = (change: object): PipelineSpec =>
  parseSpec(pipelineSpecSchema, {
    ...spec,
    hospitals: spec.hospitals.map((each) => (each.id === 'hospital-a' ? { ...each, ...change } : each)),
  });

it('is green when every comparison that the spec and the graph ask for was made and agrees', () => {
  const steps = stepsOf(spec);
  const { state, words, expected, compared } = judged(spec, steps, totalsOf(spec, steps));
  expect(state).toBe('good');
  expect(words).toBe(`Every total agrees (${expected} comparisons)`);
  expect(compared).toBe(expected);
});

it('is not green when any single one of them is missing, or differs by a cent', () => {
  const steps = stepsOf(spec);
  const totals = totalsOf(spec, steps);
  expect(totals.length).toBeGreaterThan(100);
  for (const [at, total] of totals.entries()) {
    // Without its rows, a source is taken for one that gives no totals; its sums then have nothing to stand beside.
    const name = `${total.hospital} ${total.subject}`;
    const isSumOfSource = /^source\..*\.(?!rows)/.test(total.subject);
    if (!isSumOfSource) expect([name, judged(spec, steps, totals.toSpliced(at, 1)).state]).toEqual([name, 'warning']);
    const differing = { ...total, actual: '5.01', difference: '0.01' };
    expect([name, judged(spec, steps, totals.toSpliced(at, 1, differing)).state]).toEqual([name, 'bad']);
  }
});

it.each([
  [
    'every database is unreachable',
    'extract.hospital-',
    'SOURCE_UNREACHABLE',
    /missing: 6 extracts of hospital-a: SOURCE/,
  ],
  ['one load fails', 'load.hospital-a.patients', 'LANDING_DIFFERENCE', /missing: load\.hospital-a\.patients: LANDING_/],
  [
    'one table is refused',
    'check.hospital-b.claims',
    'QUARANTINE_SHARE_EXCEEDED',
    /missing: check\.hospital-b\.claims/,
  ],
  [
    'a reference file is refused',
    'history.reference.npi',
    'FILE_EMPTY',
    /missing: history\.reference\.npi: FILE_EMPTY/,
  ],
  ['facts fail', 'facts', 'WAREHOUSE_FAILED', /missing: facts: WAREHOUSE_FAILED/],
])('is bad when %s, and says so', (_what, start, code, words) => {
  const steps = stepsOf(spec, { [start]: code });
  const found = judged(spec, steps, totalsOf(spec, steps));
  expect(found.state).toBe('bad');
  expect(found.words).toMatch(words);
});

it('is a warning when all was compared, but a step failed: a refused file beside good ones', () => {
  const steps = stepsOf(spec, { 'history.hospital-a.claims': 'FILE_EMPTY' });
  const totals = totalsOf(spec, stepsOf(spec));
  expect(judged(spec, steps, totals)).toMatchObject({
    state: 'warning',
    words: expect.stringContaining('but a step failed: history.hospital-a.claims: FILE_EMPTY'),
  });
});

it('is a warning when a hospital was left out of the run, when --until left rows out, and when nothing has ever come', () => {
  const steps = stepsOf(spec);
  const ofA = steps.filter(({ id }) => !id.includes('hospital-b'));
  expect(judged(spec, ofA, totalsOf(spec, ofA))).toMatchObject({
    state: 'warning',
    words: expect.stringMatching(/missing: departments of hospital-b: not read in this run$/),
  });
  const bounded = totalsOf(spec, steps).filter(({ subject }) => !subject.startsWith('source.'));
  expect(judged(spec, steps, bounded)).toMatchObject({
    state: 'warning',
    words: expect.stringMatching(/missing: departments of hospital-a: rows after --until were left out$/),
  });
  expect(judged(spec, steps, totalsOf(spec, steps), false)).toMatchObject({
    state: 'warning',
    words: expect.stringMatching(/but nothing of departments of hospital-a has come$/),
  });
});

it('does not ask for totals that a source never gives, and says why there are none', () => {
  const never = withHospitalA({ keyScan: 'never' });
  const steps = stepsOf(never);
  const found = judged(never, steps, totalsOf(never, steps));
  expect(found.state).toBe('good');
  const why = found.comparisons
    .filter(({ required }) => !required)
    .map(({ subject, reason }) => `${subject} ${reason}`);
  expect(why).toContain('source.patients.rows keyScan is never');
  expect(why).toContain('source.claims.rows files give no totals');
  // It is the failure that is said where there is one.
  const failed = stepsOf(never, { 'extract.hospital-a.patients': 'SOURCE_UNREACHABLE' });
  expect(judged(never, failed, totalsOf(never, failed)).comparisons).toContainEqual(
    expect.objectContaining({ subject: 'source.patients.rows', reason: 'extract failed: SOURCE_UNREACHABLE' }),
  );
});

it('is bad without any comparison', () => {
  expect(judged(spec, [], []).state).toBe('bad');
  expect(agreement([], [], [])).toMatchObject({ state: 'bad', words: 'No totals were compared' });
});

it('takes a hospital without rows for one whose gold has none either', () => {
  const steps = stepsOf(spec);
  const none = totalsOf(spec, steps)
    .filter(({ hospital, subject }) => hospital !== 'hospital-b' || /^(source|silver)\./.test(subject))
    .map((total) => (total.hospital === 'hospital-b' ? { ...total, expected: '0', actual: '0' } : total));
  expect(judged(spec, steps, none).state).toBe('good');
});
