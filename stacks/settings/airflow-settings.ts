import { AIRFLOW_IMAGE_VERSION, TIME_OF_DAY } from '../../constructs/airflow/airflow-environment-props';
import { airflowSizeProblems } from '../../constructs/airflow/airflow-limits';
import {
  AIRFLOW_SIZES,
  type AirflowSize,
  type AirflowSizeName,
  type AirflowWorkloads,
} from '../../constructs/airflow/airflow-sizes';
import type { SpecProblem } from '../../model/problems';
import type { EnvironmentSpec } from '../../model/spec';
import type { AirflowProps } from '../props/airflow-props';

const HOURS_AFTER_RUN = 8;
const MINUTES_PER_DAY = 1440;
const MINUTES_PER_HOUR = 60;
/** Any winter's day: in summer the window is an hour nearer to the run, or an hour farther. */
const WINTER = new Date('2026-01-03T12:00:00Z');

/** A size with the parts that the environment wants otherwise. */
export function airflowSize(name: AirflowSizeName, { workloads = {} }: AirflowProps = {}): AirflowSize {
  const { environmentSize, workloads: usual } = AIRFLOW_SIZES[name];
  const { scheduler, dagProcessor, triggerer, webServer, worker } = workloads;
  return {
    environmentSize,
    workloads: {
      scheduler: { ...usual.scheduler, ...scheduler },
      dagProcessor: { ...usual.dagProcessor, ...dagProcessor },
      triggerer: { ...usual.triggerer, ...triggerer },
      webServer: { ...usual.webServer, ...webServer },
      worker: { ...usual.worker, ...worker },
    },
  };
}

/** Everything about an environment's Airflow that Composer would refuse. */
export function airflowProblems(
  name: AirflowSizeName,
  resilience: 'standard' | 'high',
  props: AirflowProps = {},
): SpecProblem[] {
  const unknown = Object.keys(props.workloads ?? {}).filter(
    (part) => !Object.hasOwn(AIRFLOW_SIZES[name].workloads, part),
  );
  const sizes = airflowSizeProblems(airflowSize(name, props).workloads as AirflowWorkloads, resilience);
  const { imageVersion, maintenanceStart } = props;
  return [
    ...unknown.map((part) => ({
      code: 'FIELD_UNKNOWN' as const,
      path: `airflow.workloads.${part}`,
      message: `Airflow has no such part; it has ${Object.keys(AIRFLOW_SIZES[name].workloads).join(', ')}`,
    })),
    ...sizes.map(({ path, message }) => ({
      code: 'AIRFLOW_SIZE_REFUSED' as const,
      path: `airflow.workloads.${path}`,
      message,
    })),
    ...(imageVersion === undefined || AIRFLOW_IMAGE_VERSION.test(imageVersion)
      ? []
      : [
          {
            code: 'AIRFLOW_VERSION_REFUSED' as const,
            path: 'airflow.imageVersion',
            message: `"${imageVersion}" is not Composer 3 with Airflow 2.11`,
          },
        ]),
    ...(maintenanceStart === undefined || TIME_OF_DAY.test(maintenanceStart)
      ? []
      : [
          {
            code: 'TIME_INVALID' as const,
            path: 'airflow.maintenanceStart',
            message: `"${maintenanceStart}" is not a time; write it as hh:mm`,
          },
        ]),
  ];
}

/** Time of day, UTC, when the daily run is long over wherever the hospital group is. */
export function maintenanceStart({ localTime, timeZone }: EnvironmentSpec['dailyRun']): string {
  const [hour = 0, minute = 0] = localTime.split(':').map(Number);
  const local = hour * MINUTES_PER_HOUR + minute + HOURS_AFTER_RUN * MINUTES_PER_HOUR;
  const utc = (((local - utcOffsetMinutes(timeZone)) % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${twoDigits(Math.floor(utc / MINUTES_PER_HOUR))}:${twoDigits(utc % MINUTES_PER_HOUR)}`;
}

/** East is positive, e.g. -360 in Chicago. */
function utcOffsetMinutes(timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(WINTER);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const found = /^GMT(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)/.exec(name)?.groups;
  if (!found) return 0;
  const minutes = Number(found['hours']) * MINUTES_PER_HOUR + Number(found['minutes']);
  return found['sign'] === '-' ? -minutes : minutes;
}
