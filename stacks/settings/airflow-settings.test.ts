import { AIRFLOW_SIZES } from '../../constructs/airflow/airflow-sizes';
import type { AirflowProps } from '../props/airflow-props';
import { airflowProblems, airflowSize, maintenanceStart } from './airflow-settings';

it('changes the parts of a size that are named, and no other', () => {
  const { workloads } = airflowSize('small', { workloads: { dagProcessor: { cpu: 2, memoryGb: 8 } } });
  expect(workloads).toEqual({
    ...AIRFLOW_SIZES.small.workloads,
    dagProcessor: { cpu: 2, memoryGb: 8, storageGb: 1, count: 1 },
  });
  expect(airflowSize('large')).toEqual(AIRFLOW_SIZES.large);
});

const problems = (props: AirflowProps, resilience: 'standard' | 'high' = 'standard') =>
  airflowProblems('small', resilience, props).map(({ code, path }) => `${code} ${path}`);

it('reports every value that Composer has not, each with its code and place', () => {
  expect(problems({})).toEqual([]);
  const wrong = {
    workloads: { worker: { cpu: 3 }, scheduler: { count: 4 }, workers: {} },
    imageVersion: 'composer-3-airflow-3.1.0',
    maintenanceStart: '6 pm',
  } as AirflowProps;
  expect(problems(wrong)).toEqual([
    'FIELD_UNKNOWN airflow.workloads.workers',
    'AIRFLOW_SIZE_REFUSED airflow.workloads.scheduler.count',
    'AIRFLOW_SIZE_REFUSED airflow.workloads.worker.cpu',
    'AIRFLOW_SIZE_REFUSED airflow.workloads.worker.memoryGb',
    'AIRFLOW_VERSION_REFUSED airflow.imageVersion',
    'TIME_INVALID airflow.maintenanceStart',
  ]);
});

it('refuses high resilience for a size that has some parts once', () => {
  expect(problems({}, 'high')).toHaveLength(4);
});

it.each([
  ['05:00', 'America/Chicago', '19:00'],
  ['20:30', 'America/Los_Angeles', '12:30'],
  ['05:00', 'Asia/Kolkata', '07:30'],
  ['02:00', 'Europe/Berlin', '09:00'],
  ['02:00', 'UTC', '10:00'],
])('maintains eight hours after a run at %s in %s: at %s UTC', (localTime, timeZone, expected) => {
  expect(maintenanceStart({ localTime, timeZone })).toBe(expected);
});
