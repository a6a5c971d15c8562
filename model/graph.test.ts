import { environmentSteps, expandNeeds, fromStep, graph, hospitalSteps, workloadTimeoutSeconds } from './graph';
import { parseSpec } from './parse-spec';
import { pipelineSpecSchema } from './spec';

const hospital = (id: string) => ({
  id,
  emr: { kind: 'mysql', host: 'h', database: 'd', user: 'u' },
  tables: ['patients', 'transactions'],
  feeds: [{ table: 'claims' }],
});
const spec = (...ids: string[]) =>
  parseSpec(pipelineSpecSchema, {
    version: 1,
    environment: 'sunrise-dev',
    group: 'sunrise',
    stage: 'dev',
    project: 'sunrise-rcm-dev',
    region: 'us-central1',
    dailyRun: { localTime: '05:00', timeZone: 'UTC' },
    buckets: { inbox: 'i', landing: 'l', archive: 'a', curated: 'c', code: 'o' },
    references: [{ table: 'cpt_codes' }],
    hospitals: ids.map(hospital),
  });

it('takes each table from its source to its history', () => {
  const steps = graph(spec('hospital-a')).filter((step) => step.table === 'patients');
  expect(steps.map(({ id, needs }) => [id, needs])).toEqual([
    ['extract.hospital-a.patients', ['begin']],
    ['load.hospital-a.patients', ['extract.hospital-a.patients']],
    ['check.hospital-a.patients', ['load.hospital-a.patients']],
    ['history.hospital-a.patients', ['check.hospital-a.patients']],
  ]);
});

it('gives the steps in an order in which each comes after those it needs', () => {
  const seen = new Set<string>();
  for (const step of graph(spec('hospital-a', 'hospital-b'))) {
    expect(step.needs.filter((need) => !seen.has(need))).toEqual([]);
    seen.add(step.id);
  }
});

it('waits until every history has ended, failed or not: one hospital cannot stop the others', () => {
  const dimensions = graph(spec('hospital-a', 'hospital-b')).find(({ id }) => id === 'dimensions');
  expect(dimensions?.runsWhen).toBe('all_settled');
  expect(dimensions?.needs).toEqual([
    ...['hospital-a', 'hospital-b'].flatMap((id) =>
      ['patients', 'transactions', 'claims'].map((table) => `history.${id}.${table}`),
    ),
    'history.reference.cpt_codes',
  ]);
});

it('ends with a step that needs all others, so that every failure is reported', () => {
  const steps = graph(spec('hospital-a'));
  const finish = steps.at(-1);
  expect(finish).toMatchObject({ id: 'finish', runsWhen: 'all_settled' });
  expect(finish?.needs).toHaveLength(steps.length - 1);
});

it("leaves the environment's part and the other hospitals' parts as they were when a hospital is added", () => {
  const [one, two] = [spec('hospital-a'), spec('hospital-a', 'hospital-b')];
  expect(environmentSteps(two)).toEqual(environmentSteps(one));
  expect(two.hospitals.map(hospitalSteps)[0]).toEqual(one.hospitals.map(hospitalSteps)[0]);
});

it('publishes only what has been reconciled', () => {
  expect(graph(spec('hospital-a')).find(({ id }) => id === 'report')).toMatchObject({
    needs: ['reconcile'],
    runsWhen: 'all_succeeded',
  });
});

it('finds a step and all that come after it', () => {
  const ids = fromStep(graph(spec('hospital-a')), 'check.hospital-a.patients').map(({ id }) => id);
  expect(ids).toEqual([
    'check.hospital-a.patients',
    'history.hospital-a.patients',
    'dimensions',
    'facts',
    'summaries',
    'kpis',
    'reconcile',
    'report',
    'finish',
  ]);
});

it('expands a pattern part by part', () => {
  const step = (id: string, ...needs: string[]) =>
    ({ ...environmentSteps(spec())[0], id, needs }) as ReturnType<typeof graph>[number];
  const steps = expandNeeds([step('history.a.x'), step('history.b'), step('load.a.x'), step('end', 'history.*.*')]);
  expect(steps.at(-1)?.needs).toEqual(['history.a.x']);
});

it('lets the container of a workload run as long as the longest of its steps, and no longer', () => {
  const steps = graph(spec('hospital-a'));
  for (const workload of new Set(steps.map((each) => each.workload))) {
    const limits = steps.filter((each) => each.workload === workload).map(({ timeoutSeconds }) => timeoutSeconds);
    expect([workload, workloadTimeoutSeconds(workload)]).toEqual([workload, Math.max(...limits)]);
  }
});
