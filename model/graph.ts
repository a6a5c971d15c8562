import { REFERENCE_OWNER } from './datasets';
import type { EnvironmentSpec, HospitalSpec, PipelineSpec } from './spec';

/** What a step does. `begin` opens the run, `finish` closes it and fails when any step did not succeed. */
export type StepKind =
  | 'begin'
  | 'extract'
  | 'load'
  | 'check'
  | 'history'
  | 'dimensions'
  | 'facts'
  | 'summaries'
  | 'kpis'
  | 'reconcile'
  | 'report'
  | 'finish';

/** The identity a step runs under: each workload has a service account and a Cloud Run job of its own. */
export type Workload = 'extract' | 'load' | 'transform' | 'publish';

/** One node of the graph: the unit that is run, retried, audited and shown. */
export interface Step {
  /** e.g. `extract.hospital-a.patients`; also the Airflow task id. */
  readonly id: string;
  readonly kind: StepKind;
  /** Hospital, or `reference`; null: the step belongs to the environment. */
  readonly hospitalId: string | null;
  /** Entity; null: the step works on a whole layer. */
  readonly table: string | null;
  /** Ids of the steps that must end first. Until `expandNeeds` resolves them, an environment's step may use patterns: `history.*.*`. */
  readonly needs: readonly string[];
  /** `all_settled`: the step runs once those have ended, failed or not, so that one hospital cannot stop the others. */
  readonly runsWhen: 'all_succeeded' | 'all_settled';
  readonly workload: Workload;
  /** Steps of the same name share an execution of a Cloud Run job: see `executions.ts`. */
  readonly execution: string;
  /** Further attempts after a retryable failure. */
  readonly retries: number;
  /** Each attempt ends with STEP_TIMED_OUT after this time. */
  readonly timeoutSeconds: number;
  /** Spark lands the table before this step begins, unless it is landed already. @default the step reads the table itself */
  readonly reader?: 'spark';
}

const WORKLOAD: Readonly<Record<StepKind, Workload>> = {
  begin: 'load',
  extract: 'extract',
  load: 'load',
  check: 'transform',
  history: 'transform',
  dimensions: 'transform',
  facts: 'transform',
  summaries: 'transform',
  kpis: 'transform',
  reconcile: 'transform',
  report: 'publish',
  finish: 'publish',
};

/** Sources are down now and then, and BigQuery aborts one of two transactions that change the same table. */
const RETRIES: Partial<Record<StepKind, number>> = { extract: 3, load: 3, check: 3, history: 3, finish: 0 };

/** Seconds that a step may take, unless its kind has a limit of its own. */
export const STEP_TIMEOUT_SECONDS = 3_600;
/** An extract step reads a whole table from a source that may be slow. */
const TIMEOUT_SECONDS: Partial<Record<StepKind, number>> = { extract: 7_200 };

/** Seconds that Spark may take to land a table, before the table's extract step begins. */
export const SPARK_TIMEOUT_SECONDS = 14_400;

/** Seconds that a container of a workload may run when it is started by hand: as long as the longest of its steps. */
export function workloadTimeoutSeconds(workload: Workload): number {
  const kinds = (Object.keys(WORKLOAD) as StepKind[]).filter((kind) => WORKLOAD[kind] === workload);
  return Math.max(...kinds.map((kind) => TIMEOUT_SECONDS[kind] ?? STEP_TIMEOUT_SECONDS));
}

/** The execution that builds gold and compares its totals. */
const GOLD = 'gold';

function step(
  kind: StepKind,
  hospitalId: string | null,
  table: string | null,
  needs: string[],
  runsWhen: Step['runsWhen'] = 'all_succeeded',
  execution: string = kind,
): Step {
  return {
    id: [kind, hospitalId, table].filter((part) => part !== null).join('.'),
    kind,
    hospitalId,
    table,
    needs,
    runsWhen,
    workload: WORKLOAD[kind],
    execution,
    retries: RETRIES[kind] ?? 1,
    timeoutSeconds: TIMEOUT_SECONDS[kind] ?? STEP_TIMEOUT_SECONDS,
  };
}

/**
 * Steps of one table of one owner, from its source to its history.
 * @param apart the table has executions of its own, so that the owner's other tables do not wait for it.
 */
function tableSteps(ownerId: string, table: string, apart = false): Step[] {
  const of = (kind: StepKind, need: string) =>
    step(kind, ownerId, table, [need], 'all_succeeded', [WORKLOAD[kind], ownerId, ...(apart ? [table] : [])].join('.'));
  return [
    of('extract', 'begin'),
    of('load', `extract.${ownerId}.${table}`),
    of('check', `load.${ownerId}.${table}`),
    of('history', `check.${ownerId}.${table}`),
  ];
}

/** Steps of one hospital. They depend on no other hospital, so its part of the graph can be deployed with its stack. */
export function hospitalSteps(hospital: HospitalSpec): Step[] {
  return [...hospital.tables, ...hospital.feeds.map((feed) => feed.table)].flatMap((table) => {
    if (!hospital.readers?.[table]) return tableSteps(hospital.id, table);
    const steps = tableSteps(hospital.id, table, true);
    return steps.map((each) => (each.kind === 'extract' ? { ...each, reader: 'spark' } : each));
  });
}

/** Steps of the environment. Steps that follow all hospitals use patterns, so that adding a hospital changes none of them. */
export function environmentSteps(environment: EnvironmentSpec): Step[] {
  return [
    step('begin', null, null, []),
    ...environment.references.flatMap((feed) => tableSteps(REFERENCE_OWNER, feed.table)),
    step('dimensions', null, null, ['history.*.*'], 'all_settled', GOLD),
    step('facts', null, null, ['dimensions'], 'all_succeeded', GOLD),
    step('summaries', null, null, ['facts'], 'all_succeeded', GOLD),
    step('kpis', null, null, ['facts'], 'all_succeeded', GOLD),
    step('reconcile', null, null, ['summaries', 'kpis'], 'all_succeeded', GOLD),
    step('report', null, null, ['reconcile']),
    step('finish', null, null, ['*'], 'all_settled'),
  ];
}

/**
 * Replaces each pattern by the ids that it matches. `*` alone matches every other step; elsewhere it matches one part between points.
 * A step never needs itself.
 */
export function expandNeeds(steps: readonly Step[]): Step[] {
  const ids = steps.map(({ id }) => id);
  return steps.map((each) => ({
    ...each,
    needs: [
      ...new Set(each.needs.flatMap((need) => (need.includes('*') ? ids.filter((id) => matches(need, id)) : [need]))),
    ].filter((id) => id !== each.id),
  }));
}

function matches(pattern: string, id: string): boolean {
  if (pattern === '*') return true;
  const wanted = pattern.split('.');
  const parts = id.split('.');
  return wanted.length === parts.length && wanted.every((want, index) => want === '*' || want === parts[index]);
}

/** The whole graph of an environment; each step comes after those it needs. */
export function graph(spec: PipelineSpec): Step[] {
  const [begin, ...rest] = environmentSteps(spec);
  const steps = [begin, ...spec.hospitals.flatMap(hospitalSteps), ...rest].filter(
    (each): each is Step => each !== undefined,
  );
  return expandNeeds(steps);
}

/** The step and all that come after it, in graph order. */
export function fromStep(steps: readonly Step[], id: string): Step[] {
  const chosen = new Set([id]);
  for (const each of steps) if (each.needs.some((need) => chosen.has(need))) chosen.add(each.id);
  return steps.filter((each) => chosen.has(each.id));
}
