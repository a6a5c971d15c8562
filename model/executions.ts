import { environmentSteps, graph, hospitalSteps, type Step, type Workload } from './graph';
import type { EnvironmentSpec, HospitalSpec, PipelineSpec } from './spec';

/** Retries of an execution, however many its steps have: each repeats only the steps that have not succeeded. */
const MAXIMUM_RETRIES = 3;
/** Seconds that any execution may take: a run a day has to end within it. */
export const EXECUTION_LIMIT_SECONDS = 86_400;

/**
 * One execution of a Cloud Run job: the steps that one container runs, one Airflow task. They have one identity, and are tried,
 * audited and shown step by step.
 */
export interface Execution {
  /** `extract.hospital-a`, or `extract.hospital-a.patients` for a table that has executions of its own; also the Airflow task id. */
  readonly id: string;
  /** Hospital, or `reference`; null: its steps belong to the environment. */
  readonly hospitalId: string | null;
  readonly workload: Workload;
  /** Ids of its steps, each after those it needs. */
  readonly steps: readonly string[];
  /** Ids of steps of other executions that must end first; of the environment's also patterns: `history.*.*`. */
  readonly needs: readonly string[];
  /** `all_settled`: some of its steps may run although others of those failed. It finds out which. */
  readonly runsWhen: Step['runsWhen'];
  readonly retries: number;
  /** The container is stopped after this time: that of its steps one after the other. */
  readonly timeoutSeconds: number;
  /** Spark lands its table before it begins, unless the table is landed already. @default its step reads the table itself */
  readonly reader?: 'spark';
}

/** The executions of these steps, in the order of their first steps. */
export function executionsOf(steps: readonly Step[]): Execution[] {
  const groups = new Map<string, Step[]>();
  for (const each of steps) groups.set(each.execution, [...(groups.get(each.execution) ?? []), each]);
  return [...groups].flatMap(([id, members]) => {
    const [first] = members;
    return first ? [executionOf(id, first, members)] : [];
  });
}

function executionOf(id: string, first: Step, members: readonly Step[]): Execution {
  const own = members.map((each) => each.id);
  const needs = [...new Set(members.flatMap((each) => each.needs))].filter((need) => !own.includes(need));
  return {
    id,
    hospitalId: first.hospitalId,
    workload: first.workload,
    steps: own,
    needs,
    // Where all wait for one and the same step, none can run without it.
    runsWhen:
      needs.length <= 1 && members.every((each) => each.runsWhen === 'all_succeeded') ? 'all_succeeded' : 'all_settled',
    retries: Math.min(MAXIMUM_RETRIES, sum(members.map((each) => each.retries))),
    timeoutSeconds: Math.min(EXECUTION_LIMIT_SECONDS, sum(members.map((each) => each.timeoutSeconds))),
    ...(first.reader ? { reader: first.reader } : {}),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** The environment's executions, as Airflow reads them. Adding a hospital changes none of them. */
export function environmentExecutions(environment: EnvironmentSpec): Execution[] {
  return executionsOf(environmentSteps(environment));
}

/** The executions of one hospital, as Airflow reads them. They depend on no other hospital. */
export function hospitalExecutions(hospital: HospitalSpec): Execution[] {
  return executionsOf(hospitalSteps(hospital));
}

/** Executions of Cloud Run jobs in one run of an environment, if none is repeated. Spark's batches are not among them. */
export function executionsPerRun(spec: PipelineSpec): number {
  return executionsOf(graph(spec)).length;
}
