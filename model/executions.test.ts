import {
  EXECUTION_LIMIT_SECONDS,
  environmentExecutions,
  executionsOf,
  executionsPerRun,
  hospitalExecutions,
} from './executions';
import { graph, type Step } from './graph';
import { parseSpec } from './parse-spec';
import { pipelineSpecSchema } from './spec';

const hospital = (index: number) => ({
  id: `hospital-n${index}`,
  emr: { kind: 'mysql', host: 'h', database: 'd', user: 'u' },
  tables: ['patients', 'transactions', 'encounters'],
  feeds: [{ table: 'claims' }],
});
const spec = (hospitals: object[]) =>
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
    hospitals,
  });
const hospitals = (count: number) => Array.from({ length: count }, (_, index) => hospital(index));
const readBySpark = { ...hospital(0), readers: { transactions: 'spark' } };
const SPECS = [
  spec([]),
  spec(hospitals(3)),
  spec([readBySpark, hospital(1)]),
  spec([{ ...hospital(0), tables: ['patients'], feeds: [] }]),
];

it('shares an execution among the steps that have an owner and an identity in common', () => {
  expect(hospitalExecutions(spec(hospitals(1)).hospitals[0] as never)).toMatchObject([
    { id: 'extract.hospital-n0', workload: 'extract', needs: ['begin'], runsWhen: 'all_succeeded' },
    { id: 'load.hospital-n0', workload: 'load', runsWhen: 'all_settled' },
    { id: 'transform.hospital-n0', workload: 'transform', runsWhen: 'all_settled' },
  ]);
  expect(environmentExecutions(spec([])).map(({ id, steps }) => [id, steps])).toEqual([
    ['begin', ['begin']],
    ['extract.reference', ['extract.reference.cpt_codes']],
    ['load.reference', ['load.reference.cpt_codes']],
    ['transform.reference', ['check.reference.cpt_codes', 'history.reference.cpt_codes']],
    ['gold', ['dimensions', 'facts', 'summaries', 'kpis', 'reconcile']],
    ['report', ['report']],
    ['finish', ['finish']],
  ]);
});

it('gives a table that Spark lands executions of its own, so that no other table waits for it', () => {
  const [found] = spec([readBySpark]).hospitals;
  if (!found) throw new Error('the spec has no hospital');
  expect(hospitalExecutions(found).map(({ id, steps, reader }) => [id, steps.length, reader])).toEqual([
    ['extract.hospital-n0', 3, undefined],
    ['load.hospital-n0', 3, undefined],
    ['transform.hospital-n0', 6, undefined],
    ['extract.hospital-n0.transactions', 1, 'spark'],
    ['load.hospital-n0.transactions', 1, undefined],
    ['transform.hospital-n0.transactions', 2, undefined],
  ]);
});

describe.each(SPECS.map((each, index) => [index, each] as const))('the executions of environment %i', (_, ofSpec) => {
  const steps = graph(ofSpec);
  const step = new Map(steps.map((each) => [each.id, each]));
  const executions = executionsOf(steps);
  const byStep = new Map(executions.flatMap((each) => each.steps.map((id) => [id, each] as const)));
  const stepOf = (id: string): Step => step.get(id) as Step;
  /** All steps that must end before this one. */
  const before = (id: string): Set<string> => new Set(stepOf(id).needs.flatMap((need) => [need, ...before(need)]));

  it('have every step once', () => {
    expect(executions.flatMap((each) => each.steps).sort()).toEqual([...step.keys()].sort());
  });

  it('have one identity and one owner each: nothing gets a right that its steps did not have', () => {
    for (const each of executions)
      for (const id of each.steps)
        expect([stepOf(id).workload, stepOf(id).hospitalId]).toEqual([each.workload, each.hospitalId]);
  });

  it('never wait for each other in a circle', () => {
    const ended = new Set<string>();
    for (let left = executions; left.length > 0; ) {
      const ready = left.filter(({ needs }) => needs.every((need) => ended.has(need)));
      expect(ready).not.toEqual([]);
      for (const each of ready) for (const id of each.steps) ended.add(id);
      left = left.filter((each) => !ready.includes(each));
    }
  });

  it('wait for success only where no step could run without it', () => {
    for (const each of executions.filter(({ runsWhen }) => runsWhen === 'all_succeeded')) {
      for (const need of each.needs) {
        for (const id of each.steps) expect(before(id)).toContain(need);
        // What else fails there fails what is needed, too.
        for (const other of byStep.get(need)?.steps ?? []) expect([need, ...before(need)]).toContain(other);
      }
    }
  });

  it('have the time of all their steps, and a day at most', () => {
    for (const { steps: ids, timeoutSeconds } of executions) {
      expect(timeoutSeconds).toBeGreaterThanOrEqual(Math.max(...ids.map((id) => stepOf(id).timeoutSeconds)));
      expect(timeoutSeconds).toBeLessThanOrEqual(EXECUTION_LIMIT_SECONDS);
    }
  });
});

it("leaves the environment's and the other hospitals' executions as they were when a hospital is added", () => {
  const [one, two] = [spec(hospitals(1)), spec(hospitals(2))];
  expect(environmentExecutions(two)).toEqual(environmentExecutions(one));
  expect(two.hospitals.map(hospitalExecutions)[0]).toEqual(one.hospitals.map(hospitalExecutions)[0]);
});

it('takes three executions for a hospital, however many tables it has, and seven for the environment', () => {
  expect([0, 1, 10, 100].map((count) => executionsPerRun(spec(hospitals(count))))).toEqual([7, 10, 37, 307]);
});
