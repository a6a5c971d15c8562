import { newRunId, type RunResult } from '../../jobs/run/run';
import { ERRORS } from '../../model/errors/registry';
import { graph } from '../../model/graph';
import { failureCodes, openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

jest.setTimeout(120_000);

const TABLE = 'hospital-a.claims';
let pipeline: SamplePipeline;
const only = (...kinds: string[]) => kinds.map((kind) => (kind === 'begin' ? kind : `${kind}.${TABLE}`));
const failed = (result: RunResult) => Object.entries(failureCodes(result)).map((step) => step.join(' '));
const ofTable = graph(sampleSpec()).flatMap(({ id }) => (id === 'begin' || id.endsWith(TABLE) ? [id] : []));
const texts = async (sql: string) => (await pipeline.rows(sql)).map((row) => Object.values(row).join(' '));

beforeAll(async () => {
  pipeline = await openSamplePipeline(sampleSpec(), { patients: 50, encounters: 100, months: 2 });
  await pipeline.write(1);
});
afterAll(() => pipeline.remove());

it('stops the table in every run once a row of a file has left bronze, until its run is loaded again as the error says', async () => {
  const runId = newRunId();
  expect(failed(await pipeline.run({ runId, only: only('begin', 'extract', 'load') }))).toEqual([]);
  const [rows] = await texts('select count(*) from bronze_hospital_a.claims');
  await pipeline.context.warehouse.executeAtomically([
    {
      name: 'test',
      sql: 'delete from bronze_hospital_a.claims where _seq = (select min(_seq) from bronze_hospital_a.claims)',
    },
  ]);
  const refused = (kind: string) => [`${kind}.${TABLE} DELIVERY_UNEXPLAINED`];
  expect(failed(await pipeline.run({ runId, only: ofTable }))).toEqual(refused('check'));
  // Neither a new run nor history alone takes it in.
  expect(failed(await pipeline.run({ runId: newRunId(), only: ofTable }))).toEqual(refused('load'));
  expect(failed(await pipeline.run({ runId, only: only('begin', 'history') }))).toEqual(refused('history'));
  expect(await texts('select count(*) from silver.claims')).toEqual(['0']);

  expect(ERRORS.DELIVERY_UNEXPLAINED.fix).toContain('rcm step load.HOSPITAL.TABLE --run-id RUN, then start a new run');
  expect(failed(await pipeline.run({ runId, only: only('load'), repeat: true }))).toEqual([]);
  expect(failed(await pipeline.run({ runId: newRunId(), only: ofTable }))).toEqual([]);
  expect(await texts('select count(*) from bronze_hospital_a.claims')).toEqual([rows]);
  expect(
    await texts(
      "select count(*) from ops.deliveries where step = 'check' and total_read <> total_accepted + total_held + total_superseded + total_equal",
    ),
  ).toEqual(['0']);
  expect(Number((await texts('select count(*) from silver.claims'))[0])).toBeGreaterThan(10);
});
