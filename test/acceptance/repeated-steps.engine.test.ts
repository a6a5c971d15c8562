import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readRunReport } from '../../jobs/reports/run-report';
import { runStep } from '../../jobs/run/run';
import { failures } from './sample-pipeline';
import { CLAIMS, openSmallHospital, type SmallHospital } from './small-hospital';

jest.setTimeout(120_000);

const { header, paid, denied } = CLAIMS;
let hospital: SmallHospital;
beforeEach(async () => {
  hospital = await openSmallHospital();
});
afterEach(() => hospital.remove());

const reportOf = (runId: string) =>
  readRunReport({ warehouse: hospital.context.warehouse, spec: hospital.spec, runId, now: new Date() });
const claims = async (runId: string) => (await reportOf(runId)).sources.find(({ table }) => table === 'claims');
const taken = () =>
  hospital.rows(
    "select run_id, cast(taken_at as varchar) as at from ops.loads where table_name = 'claims' order by run_id",
  );

describe('a look into an inbox without files', () => {
  it('counts as no delivery: it has no time, and a file that is older than the look needs nothing of it', async () => {
    expect(failures(await hospital.run({ runId: 'r1' }))).toEqual([]);
    expect(await claims('r1')).toMatchObject({ state: 'nothing new', readAt: null });
    // What landed long ago is deleted by age.
    rmSync(join(hospital.folder, 'lake/landing/hospital-a/claims'), { recursive: true });
    hospital.send('hospital-a/claims/a.csv', `${header}\n${paid}\n`, 5);
    expect(failures(await hospital.run({ runId: 'r2' }))).toEqual([]);
    expect(await taken()).toEqual([
      { run_id: 'r1', at: null },
      { run_id: 'r2', at: '2026-01-31 08:05:00' },
    ]);
    expect(await claims('r2')).toMatchObject({ state: 'read', readBy: 'r2', readAt: '2026-01-31 08:05:00.000000' });
  });

  it('does not hide a late file, which was delivered before what the feed has', async () => {
    hospital.send('hospital-a/claims/a.csv', `${header}\n${paid}\n`, 5);
    await hospital.run({ runId: 'r1' });
    await hospital.run({ runId: 'r2' });
    hospital.send('hospital-a/claims/b.csv', `${header}\n${denied}\n`, 1);
    expect(failures(await hospital.run({ runId: 'r3' }))).toEqual([]);
    expect(await claims('r2')).toMatchObject({ state: 'nothing new', readBy: 'r1' });
    expect(await claims('r3')).toMatchObject({ state: 'read', readAt: '2026-01-31 08:05:00.000000' });
  });

  it('that an older version logged as taken at its own moment asks for no landing either', async () => {
    await hospital.run({ runId: 'r1' });
    await hospital.context.warehouse.executeAtomically([
      { name: 'test', sql: "update ops.loads set taken_at = loaded_at where table_name = 'claims'" },
    ]);
    rmSync(join(hospital.folder, 'lake/landing/hospital-a/claims'), { recursive: true });
    hospital.send('hospital-a/claims/a.csv', `${header}\n${paid}\n`, 5);
    expect(failures(await hospital.run({ runId: 'r2' }))).toEqual([]);
  });
});

describe('a table that a run has loaded again', () => {
  const comparisonsOf = async (table: string) => {
    const { comparisons, agreement } = await reportOf('r1');
    const own = comparisons.filter((each) => each.table === table && /^(source|silver)\./.test(each.subject));
    return {
      own: own.map(({ subject, state, reason }) => `${subject} ${state}${reason ? `: ${reason}` : ''}`),
      agreement,
    };
  };
  const step = (kind: string) => runStep(hospital.context, `${kind}.hospital-a.transactions`, { runId: 'r1' });
  const again = 'the run did not get to its check';

  beforeEach(async () => {
    hospital.send('hospital-a/claims/a.csv', `${header}\n${paid}\n${denied}\n`);
    expect(failures(await hospital.run({ runId: 'r1' }))).toEqual([]);
  });

  it('agrees with nothing until it is checked again', async () => {
    const before = await comparisonsOf('transactions');
    expect(before.own).toEqual(
      expect.arrayContaining(['source.transactions.rows agree', 'silver.transactions.rows agree']),
    );
    expect(before.agreement.state).toBe('good');
    await step('extract');
    await step('load');
    const { own, agreement } = await comparisonsOf('transactions');
    expect(own).toEqual(
      expect.arrayContaining([
        `source.transactions.rows not compared: ${again}`,
        `silver.transactions.rows not compared: ${again}`,
      ]),
    );
    expect(own.filter((each) => each.includes(' agree'))).toEqual([]);
    expect(agreement.state).not.toBe('good');
    // Another table of the run keeps what it compared.
    expect((await comparisonsOf('departments')).own.every((each) => each.endsWith(' agree'))).toBe(true);
    await step('check');
    expect((await comparisonsOf('transactions')).own).toEqual(
      expect.arrayContaining([
        'source.transactions.rows agree',
        'silver.transactions.rows not compared: the run did not get to its history',
      ]),
    );
    await step('history');
    expect(await comparisonsOf('transactions')).toEqual(before);
  });
});

it('a run that ends before its check compares nothing, and says so', async () => {
  await runStep(hospital.context, 'begin', { runId: 'r1' });
  for (const kind of ['extract', 'load'])
    await runStep(hospital.context, `${kind}.hospital-a.transactions`, { runId: 'r1' });
  const { comparisons, agreement, sources } = await reportOf('r1');
  expect(comparisons.filter(({ state }) => state === 'agree')).toEqual([]);
  expect(agreement).toMatchObject({ state: 'bad', compared: 0 });
  expect(comparisons.find(({ subject }) => subject === 'source.transactions.rows')).toMatchObject({
    ...{ state: 'not compared', required: true, reason: 'the run did not get to its check' },
  });
  expect(sources.find(({ table }) => table === 'transactions')).toMatchObject({ state: 'unfinished' });
});
