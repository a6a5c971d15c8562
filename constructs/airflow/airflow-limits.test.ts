import { AIRFLOW_LIMITS, airflowSizeProblems, RESILIENT_COUNT } from './airflow-limits';
import { AIRFLOW_SIZES, type AirflowWorkloads } from './airflow-sizes';

type Changes = { readonly [Part in keyof AirflowWorkloads]?: Partial<AirflowWorkloads[Part]> };
/** The medium size with some values changed. */
const changed = (changes: Changes): AirflowWorkloads =>
  Object.fromEntries(
    Object.entries(AIRFLOW_SIZES.medium.workloads).map(([part, values]) => [
      part,
      { ...values, ...changes[part as keyof AirflowWorkloads] },
    ]),
  ) as unknown as AirflowWorkloads;
const paths = (changes: Changes, resilience: 'standard' | 'high' = 'standard') =>
  airflowSizeProblems(changed(changes), resilience).map(({ path }) => path);

it('takes every size there is, and from medium on in two zones', () => {
  for (const { workloads } of Object.values(AIRFLOW_SIZES))
    expect(airflowSizeProblems(workloads, 'standard')).toEqual([]);
  expect(airflowSizeProblems(AIRFLOW_SIZES.medium.workloads, 'high')).toEqual([]);
  expect(airflowSizeProblems(AIRFLOW_SIZES.large.workloads, 'high')).toEqual([]);
});

it.each<[string, Changes, string[]]>([
  ['a scheduler with more than one CPU', { scheduler: { cpu: 2 } }, ['scheduler.cpu']],
  ['a worker with three CPUs', { worker: { cpu: 3 } }, ['worker.cpu']],
  ['a web server with half a CPU', { webServer: { cpu: 0.5 } }, ['webServer.cpu']],
  ['a quarter of a CPU', { triggerer: { cpu: 0.25 } }, ['triggerer.cpu']],
  ['memory between two steps', { worker: { memoryGb: 4.1 } }, ['worker.memoryGb']],
  ['more than 8 GB for a CPU', { worker: { cpu: 1, memoryGb: 9 } }, ['worker.memoryGb']],
  ['less than 1 GB for a CPU', { dagProcessor: { cpu: 8, memoryGb: 4 } }, ['dagProcessor.memoryGb']],
  ['half a gigabyte of storage', { worker: { storageGb: 0.5 } }, ['worker.storageGb']],
  [
    'no scheduler, and four',
    { scheduler: { count: 0 }, dagProcessor: { count: 4 } },
    ['scheduler.count', 'dagProcessor.count'],
  ],
  ['fewer workers at most than at least', { worker: { minCount: 5, maxCount: 3 } }, ['worker.minCount']],
  ['a value that is not a number', { worker: { cpu: Number.NaN } }, ['worker.cpu']],
])('refuses %s', (_what, changes, expected) => {
  expect(paths(changes)).toEqual(expected);
});

it.each<Changes>([
  { worker: { cpu: 2, memoryGb: 16, storageGb: 0 } },
  { worker: { cpu: 32, memoryGb: 256, storageGb: 100, maxCount: 100 } },
  { webServer: { cpu: 1, memoryGb: 2.25 } },
  { triggerer: { count: 0 } },
])('takes %j, which is at the edge', (changes) => {
  expect(paths(changes)).toEqual([]);
});

it('wants one of each part for each of two zones, or no triggerer at all', () => {
  const one: Changes = {
    scheduler: { count: 1 },
    dagProcessor: { count: 1 },
    triggerer: { count: 1 },
    worker: { minCount: 1 },
  };
  expect(paths(one)).toEqual([]);
  expect(paths(one, 'high')).toEqual(['scheduler.count', 'dagProcessor.count', 'triggerer.count', 'worker.minCount']);
  expect(paths({ triggerer: { count: 0 } }, 'high')).toEqual([]);
  expect(RESILIENT_COUNT).toBe(2);
});

it('says what there is instead', () => {
  const [problem] = airflowSizeProblems(changed({ worker: { cpu: 3 } }), 'standard');
  expect(problem?.message).toBe('3 does not exist; there is 0.5, 1, and even numbers to 32');
  expect(AIRFLOW_LIMITS.worker.cpu.maximum).toBe(32);
});
