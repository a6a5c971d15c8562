import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { environmentTables, ownerTables } from '../../model/catalogue';
import { executionsOf } from '../../model/executions';
import { graph } from '../../model/graph';
import { modelOf } from '../../model/model';
import { openSmallHospital, type SmallHospital } from '../../test/acceptance/small-hospital';
import { tableContents } from '../../test/acceptance/table-contents';
import type { RunResult } from './run';
import { runSteps, type StepsOptions } from './run-steps';

jest.setTimeout(120_000);

const RUN = 'r1';
/** These say when and in which run something happened. */
const OF_THE_RUN = ['runs', 'steps', 'loads', 'deliveries', 'held_deliveries', 'quality_results', 'reconciliations'];

/** A row without the moments of its run, which a table without times of its own has in its keys, too. */
const withoutTheClock = (row: string) =>
  row
    .replaceAll(/"([\d-]{10} [\d:.]{15})"/g, (text, moment: string) => (moment > '2026-01-01' ? '"now"' : text))
    .replaceAll(/"[0-9a-f]{64}"/g, '"key"');
/** Executions of the hospital's tables, and what they need. */
const TABLES = ['begin', 'extract.hospital-a', 'load.hospital-a', 'transform.hospital-a'];

let hospital: SmallHospital;
beforeEach(async () => {
  hospital = await openSmallHospital();
});
afterEach(() => hospital.remove());

const executions = () => executionsOf(graph(hospital.spec));
const execute = (id: string, options: Partial<StepsOptions> = {}) => {
  const found = executions().find((each) => each.id === id);
  if (!found) throw new Error(`there is no execution ${id}`);
  return runSteps(hospital.context, found.steps, { runId: RUN, ...options });
};
/** `step: STATUS`, of steps of hospital-a without the hospital. */
const outcome = ({ steps }: RunResult) =>
  [...steps].map(([id, { status, error }]) => `${id.replace('.hospital-a', '')}: ${error?.code ?? status}`);
const extractFile = (table: string) => join(hospital.project, 'extracts/hospital-a', `${table}.csv`);
const hide = (table: string) => renameSync(extractFile(table), `${extractFile(table)}.hidden`);
const show = (table: string) => renameSync(`${extractFile(table)}.hidden`, extractFile(table));
const attempts = async (kind: string) =>
  (
    await hospital.rows(
      `select step_id, count(*) as attempts from ops.steps where step_id like '${kind}.%' group by step_id order by step_id`,
    )
  ).map((row) => `${row['step_id']} ${row['attempts']}`);

it('gives what a run of the whole graph gives: the same rows in every table, and an audit row for each step', async () => {
  for (const { id } of executions()) expect((await execute(id)).status).toBe('SUCCEEDED');
  const audited = await hospital.rows(`select step_id, status from ops.steps where run_id = '${RUN}' order by step_id`);
  expect(audited.map((row) => `${row['step_id']} ${row['status']}`)).toEqual(
    graph(hospital.spec)
      .map(({ id }) => `${id} SUCCEEDED`)
      .sort(),
  );
  const other = await openSmallHospital();
  try {
    expect((await other.run({ runId: RUN })).status).toBe('SUCCEEDED');
    const model = modelOf(hospital.spec);
    const tables = [
      ...environmentTables(model).filter(({ name }) => !OF_THE_RUN.includes(name)),
      ...hospital.spec.hospitals.flatMap(({ id, tables: own, feeds }) =>
        ownerTables(model, id, [...own, ...feeds.map(({ table }) => table)]),
      ),
    ];
    const contents = async ({ context }: SmallHospital) =>
      Object.fromEntries(
        await Promise.all(
          tables.map(async (each) => {
            const rows = await tableContents(context.warehouse, each);
            return [each.name, rows.map(withoutTheClock).sort()] as const;
          }),
        ),
      );
    expect(await contents(hospital)).toEqual(await contents(other));
  } finally {
    await other.remove();
  }
});

it('continues with the other tables of a hospital when one fails, and its retry repeats that one only', async () => {
  await execute('begin');
  hide('encounters');
  const first = await execute('extract.hospital-a');
  expect(first.status).toBe('FAILED');
  expect(outcome(first).filter((each) => !each.endsWith('SUCCEEDED'))).toEqual([
    'extract.encounters: SOURCE_TABLE_MISSING',
  ]);
  const loaded = await execute('load.hospital-a');
  expect([loaded.status, outcome(loaded).filter((each) => !each.endsWith('SUCCEEDED'))]).toEqual([
    'SUCCEEDED',
    ['load.encounters: SKIPPED'],
  ]);
  show('encounters');
  const again = outcome(await execute('extract.hospital-a'));
  expect(again.filter((each) => !each.endsWith('REUSED'))).toEqual(['extract.encounters: SUCCEEDED']);
  const rest = outcome(await execute('load.hospital-a'));
  expect(rest.filter((each) => !each.endsWith('REUSED'))).toEqual(['load.encounters: SUCCEEDED']);
  expect((await attempts('extract')).filter((each) => !each.endsWith(' 1'))).toEqual([
    'extract.hospital-a.encounters 2',
  ]);
});

it('stops within itself only what needs the step that failed', async () => {
  await execute('begin');
  hide('encounters');
  await execute('extract.hospital-a');
  await execute('load.hospital-a');
  const { status, steps } = await execute('transform.hospital-a');
  expect(status).toBe('SUCCEEDED');
  expect([...steps].flatMap(([id, step]) => (step.status === 'SKIPPED' ? [id] : []))).toEqual([
    'check.hospital-a.encounters',
    'history.hospital-a.encounters',
  ]);
  // Gold is built although a table is missing; the run fails in the end.
  expect((await execute('gold')).steps.get('dimensions')?.status).toBe('SUCCEEDED');
  expect(outcome(await execute('finish'))).toEqual(['finish: RUN_INCOMPLETE']);
});

it('repeats everything when all of it had succeeded, and what was built from something older', async () => {
  for (const id of TABLES) await execute(id);
  expect(outcome(await execute('load.hospital-a')).every((each) => each.endsWith('SUCCEEDED'))).toBe(true);
  // All of it was loaded again since.
  const transformed = outcome(await execute('transform.hospital-a'));
  expect(transformed.every((each) => each.endsWith('SUCCEEDED'))).toBe(true);
  const id = 'load.hospital-a.encounters';
  expect((await runSteps(hospital.context, [id], { runId: RUN })).steps.get(id)?.status).toBe('SUCCEEDED');
  const repeated = outcome(await execute('transform.hospital-a')).filter((each) => !each.endsWith('REUSED'));
  expect(repeated).toEqual(['check.encounters: SUCCEEDED', 'history.encounters: SUCCEEDED']);
});

it('skips a step whose needs were never tried', async () => {
  await execute('begin');
  const { steps, status } = await execute('load.hospital-a');
  expect([status, new Set([...steps.values()].map((each) => each.status))]).toEqual([
    'SUCCEEDED',
    new Set(['SKIPPED']),
  ]);
  expect(await attempts('load')).toEqual([]);
});

it('reads in full only the tables that it is asked for', async () => {
  for (const id of ['begin', 'extract.hospital-a', 'load.hospital-a']) await execute(id);
  for (const id of ['begin', 'extract.hospital-a']) await execute(id, { runId: 'r2' });
  // That run has landed what is new, so that it cannot give a table in full any more.
  const again = await execute('extract.hospital-a', { runId: 'r2', full: ['extract.hospital-a.transactions'] });
  expect(outcome(again).filter((each) => !each.endsWith('SUCCEEDED'))).toEqual([
    'extract.transactions: LANDING_PRESENT',
  ]);
});

it('refuses a step that does not exist, before any step is run', async () => {
  await execute('begin');
  const asked = runSteps(hospital.context, ['extract.hospital-a.patients', 'load.hospital-a.patient'], { runId: RUN });
  await expect(asked).rejects.toMatchObject({ code: 'STEP_UNKNOWN' });
  expect(await attempts('extract')).toEqual([]);
});
