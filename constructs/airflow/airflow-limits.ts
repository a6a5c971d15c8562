import type { AirflowWorkloads } from './airflow-sizes';

/** From, to, and the step between two values that exist. */
interface Limits {
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

interface PartLimits {
  readonly cpu: Limits & { /** Above 1 only whole multiples of 2 exist. */ readonly evenAboveOne: boolean };
  readonly memoryGb: Limits;
  readonly storageGb?: Limits;
  readonly count?: Limits;
  readonly minCount?: Limits;
  readonly maxCount?: Limits;
}

const STORAGE: Limits = { minimum: 0, maximum: 100, step: 1 };
const WORKERS: Limits = { minimum: 1, maximum: 100, step: 1 };

/** What Composer 3 takes. https://cloud.google.com/composer/docs/composer-3/scale-environments */
export const AIRFLOW_LIMITS: Readonly<Record<keyof AirflowWorkloads, PartLimits>> = {
  scheduler: {
    cpu: { minimum: 0.5, maximum: 1, step: 0.5, evenAboveOne: false },
    memoryGb: { minimum: 1, maximum: 8, step: 0.25 },
    storageGb: STORAGE,
    count: { minimum: 1, maximum: 3, step: 1 },
  },
  dagProcessor: {
    cpu: { minimum: 0.5, maximum: 32, step: 0.5, evenAboveOne: true },
    memoryGb: { minimum: 1, maximum: 256, step: 0.25 },
    storageGb: STORAGE,
    count: { minimum: 1, maximum: 3, step: 1 },
  },
  triggerer: {
    cpu: { minimum: 0.5, maximum: 1, step: 0.5, evenAboveOne: false },
    memoryGb: { minimum: 1, maximum: 8, step: 0.25 },
    count: { minimum: 0, maximum: 10, step: 1 },
  },
  webServer: {
    cpu: { minimum: 1, maximum: 4, step: 1, evenAboveOne: true },
    memoryGb: { minimum: 2, maximum: 32, step: 0.25 },
    storageGb: STORAGE,
  },
  worker: {
    cpu: { minimum: 0.5, maximum: 32, step: 0.5, evenAboveOne: true },
    memoryGb: { minimum: 1, maximum: 256, step: 0.25 },
    storageGb: STORAGE,
    minCount: WORKERS,
    maxCount: WORKERS,
  },
};
/** Gigabytes of memory for each CPU, of every part. */
export const MEMORY_PER_CPU = { minimum: 1, maximum: 8 } as const;
/** Of each part, where two zones are asked for: one for each zone. */
export const RESILIENT_COUNT = 2;

/** One value that Composer 3 has not: where, and what there is. */
export interface AirflowSizeProblem {
  /** e.g. `worker.cpu` */
  readonly path: string;
  readonly message: string;
}

/** Everything about the sizes that Composer 3 would refuse, an hour into the deployment; empty: it takes them. */
export function airflowSizeProblems(
  workloads: AirflowWorkloads,
  resilience: 'standard' | 'high',
): AirflowSizeProblem[] {
  const problems: AirflowSizeProblem[] = [];
  const report = (path: string, message: string) => problems.push({ path, message });
  for (const [part, limits] of Object.entries(AIRFLOW_LIMITS)) {
    const given = workloads[part as keyof AirflowWorkloads] as Readonly<Record<string, number>>;
    for (const [name, each] of Object.entries(limits) as [string, Limits & { evenAboveOne?: boolean }][]) {
      const value = given[name] ?? Number.NaN;
      if (!exists(value, each)) report(`${part}.${name}`, `${value} does not exist; there is ${inWords(each)}`);
    }
    const { cpu = 0, memoryGb = 0 } = given;
    const { minimum, maximum } = MEMORY_PER_CPU;
    if (memoryGb < cpu * minimum || memoryGb > cpu * maximum)
      report(`${part}.memoryGb`, `${memoryGb} with ${cpu} CPU; each CPU goes with ${minimum} to ${maximum} GB`);
  }
  const { worker, scheduler, dagProcessor, triggerer } = workloads;
  if (worker.minCount > worker.maxCount)
    report('worker.minCount', `${worker.minCount} is more than maxCount, ${worker.maxCount}`);
  if (resilience === 'high') {
    const counts = {
      'scheduler.count': scheduler.count,
      'dagProcessor.count': dagProcessor.count,
      'triggerer.count': triggerer.count === 0 ? RESILIENT_COUNT : triggerer.count,
      'worker.minCount': worker.minCount,
    };
    for (const [path, count] of Object.entries(counts))
      if (count < RESILIENT_COUNT)
        report(path, `${count} cannot be in two zones; high resilience takes ${RESILIENT_COUNT}`);
  }
  return problems;
}

function exists(value: number, { minimum, maximum, step, evenAboveOne }: Limits & { evenAboveOne?: boolean }): boolean {
  if (!(value >= minimum && value <= maximum)) return false;
  return evenAboveOne && value > 1 ? value % 2 === 0 : value % step === 0;
}

function inWords({ minimum, maximum, step, evenAboveOne }: Limits & { evenAboveOne?: boolean }): string {
  if (evenAboveOne) return `${minimum < 1 ? `${minimum}, ` : ''}1, and even numbers to ${maximum}`;
  return `${minimum} to ${maximum} in steps of ${step}`;
}
