import { executionsOf } from '../model/executions';
import { graph, type Step, type StepKind, type Workload } from '../model/graph';
import { PRICES } from '../model/prices';
import type { PipelineSpec } from '../model/spec';
import { OTHER_STEP } from './costs';
import type { StageSettings } from './props/stages';

/** Seconds from the start of a container to its first step, which are paid for. An assumption. */
export const START_SECONDS = 10;
/** Cloud Run bills at least so many seconds of a job's container. An assumption, as the prices are. */
export const LEAST_SECONDS = 60;
/** Seconds that a step works on a day with few new rows. Assumptions. */
export const STEP_SECONDS: Readonly<Record<StepKind, number>> = {
  begin: 5,
  extract: 20,
  load: 10,
  check: 10,
  history: 15,
  dimensions: 20,
  facts: 30,
  summaries: 20,
  kpis: 20,
  reconcile: 20,
  report: 15,
  finish: 5,
};

/** Executions of Cloud Run jobs in a day, and what they cost in US dollars. */
export interface DailyExecutions {
  readonly executions: number;
  readonly usd: number;
}

/** A day's run as it is: steps share executions. */
export function sharedExecutions(spec: PipelineSpec, stage: StageSettings): DailyExecutions {
  const steps = graph(spec);
  return costOf(
    executionsOf(steps).map(({ id }) => steps.filter((step) => step.execution === id)),
    stage,
  );
}

/** The same run if each step had an execution of its own. */
export function separateExecutions(spec: PipelineSpec, stage: StageSettings): DailyExecutions {
  return costOf(
    graph(spec).map((step) => [step]),
    stage,
  );
}

function costOf(groups: readonly (readonly Step[])[], stage: StageSettings): DailyExecutions {
  const usd = groups.map((steps) => {
    const { cpus, gibibytes } = machineOf(steps[0]?.workload ?? 'load', stage);
    // As many steps at a time as there are processors, four at most.
    const atOnce = Math.min(4, cpus, steps.length);
    const work = steps.reduce((sum, { kind }) => sum + STEP_SECONDS[kind], 0) / atOnce;
    const seconds = Math.max(LEAST_SECONDS, START_SECONDS + work);
    return seconds * (cpus * PRICES.jobCpu.usd + gibibytes * PRICES.jobMemory.usd);
  });
  return { executions: groups.length, usd: usd.reduce((sum, each) => sum + each, 0) };
}

function machineOf(workload: Workload, { extractCpus, extractMemoryGibibytes }: StageSettings) {
  if (workload === 'extract') return { cpus: extractCpus, gibibytes: extractMemoryGibibytes };
  return OTHER_STEP;
}
