import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunReport } from '../../jobs/reports/run-report';
import type { RunOptions } from '../../jobs/run/run';
import { openSmallHospital, type SmallHospital } from './small-hospital';

jest.setTimeout(60_000);

const only = ['begin', ...['extract', 'load', 'check', 'history'].map((kind) => `${kind}.hospital-a.patients`)];
let hospital: SmallHospital;
let patients: string[];
beforeEach(async () => {
  hospital = await openSmallHospital({ keyScan: { patients: 'weekly' } });
  patients = readFileSync(join(hospital.project, 'extracts/hospital-a/patients.csv'), 'utf8').trimEnd().split('\n');
});
afterEach(() => hospital.remove());

const send = (lines: readonly string[]) =>
  writeFileSync(join(hospital.project, 'extracts/hospital-a/patients.csv'), `${lines.join('\n')}\n`);

/** Runs the table's steps: the patients that are current then, and what the run says of its source. */
async function run(options: Partial<RunOptions> = {}) {
  const { runId } = await hospital.run({ only, acceptDeletes: true, ...options });
  const current = await hospital.rows('select patient_id from silver.patients where is_current order by patient_id');
  const { warehouse, spec } = hospital.context;
  const { comparisons, sources } = await readRunReport({ warehouse, spec, runId, now: new Date() });
  const { state, reason, required } = comparisons.find(({ subject }) => subject === 'source.patients.rows') ?? {};
  const source = sources.find(({ table }) => table === 'patients');
  const age = source?.scanAgeSeconds ?? null;
  return {
    current: current.map((row) => row['patient_id']),
    ...{ state, required, reason: reason?.replace(/\d{4}-\d\d-\d\d/, 'DAY') ?? null },
    scanned: age === null ? 'never' : `${Math.floor(age / 86_400)} days ago`,
  };
}

/** As if all that was done so far had been done days before. */
async function daysPass(days: number): Promise<void> {
  const sql = `update ops.loads set taken_at = taken_at - interval ${days} day, loaded_at = loaded_at - interval ${days} day`;
  await hospital.context.warehouse.executeAtomically([{ name: 'test', sql }]);
}

const scanned = { state: 'agree', required: true, reason: null, scanned: '0 days ago' };
const notDue = { state: 'not compared', required: false, reason: 'keyScan is weekly, and the totals agreed on DAY' };

it('reads the keys of a table on its schedule: a deleted row ends then, and the report says how old the keys are', async () => {
  const both = ['PT1', 'PT2'];
  expect(await run()).toEqual({ ...scanned, current: both });
  send(patients.filter((line) => !line.startsWith('PT2')));
  expect(await run()).toEqual({ ...notDue, current: both, scanned: '0 days ago' });
  await daysPass(6);
  // A row that is changed comes in whatever the schedule.
  send([...patients.filter((line) => !/^PT/.test(line)), patients[1]?.replace('2025-01-02', '2025-01-05') ?? '']);
  expect(await run()).toEqual({ ...notDue, current: both, scanned: '6 days ago' });
  await daysPass(1);
  expect(await run()).toEqual({ ...scanned, current: ['PT1'] });
});

it('reads every key when every row is read, and again until the totals agree', async () => {
  await run();
  send(patients.filter((line) => !line.startsWith('PT2')));
  expect(await run({ full: true })).toEqual({ ...scanned, current: ['PT1'] });
  send(patients);
  // A difference that a run has found is not left alone for a week.
  await hospital.context.warehouse.executeAtomically([
    { name: 'test', sql: "update ops.reconciliations set difference = 1 where subject = 'source.patients.rows'" },
  ]);
  expect(await run()).toEqual({ ...scanned, current: ['PT1', 'PT2'] });
});

it('still misses the totals of a run that was due and left rows for later', async () => {
  await run();
  await daysPass(7);
  expect(await run({ until: '2025-12-31' })).toMatchObject({ state: 'not compared', required: true });
});
