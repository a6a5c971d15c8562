import { JobError } from '../../jobs/errors';
import type { RunOptions } from '../../jobs/run/run';
import type { Context } from '../../jobs/steps/context';
import { fromStep, graph, type Step } from '../../model/graph';
import type { PipelineSpec } from '../../model/spec';
import { UsageError } from '../errors/usage-error';

/** Which part of the graph, and as which run. */
export interface RunSelection {
  /** Resume this run, or start one of this name. */
  readonly runId?: string;
  /** Repeat this step and all after it, in the same run. */
  readonly from?: string;
  /** Only this hospital's steps and the environment's. */
  readonly hospital?: string;
  /** Leave rows changed after this for a later run. */
  readonly until?: string;
  /** Read every row of the databases again. */
  readonly full?: true;
  /** Take over deletes of the databases however many they are. */
  readonly acceptDeletes?: true;
}

/** Lower-case letters, digits and hyphens: it is part of object names. */
const RUN_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const UNTIL = /^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?)?$/;

/** @throws UsageError when it is not made of lower-case letters, digits and hyphens */
export function checkRunId(runId: string): string {
  if (runId.length <= 60 && RUN_ID.test(runId)) return runId;
  throw new UsageError(`"${runId}" is no run id`, 'Use lower-case letters, digits and single hyphens, at most 60.');
}

/** A date as the end of that day, since people mean it so. @throws UsageError when it is neither date nor time */
export function checkUntil(until: string): string {
  if (!UNTIL.test(until) || !isDay(until.slice(0, 10))) {
    throw new UsageError(`"${until}" is no date`, 'Write --until as 2025-12-31, or 2025-12-31T18:00:00 (UTC).');
  }
  return until.length === 10 ? `${until} 23:59:59.999999` : until.replace('T', ' ');
}

/** Whether the calendar has the day: Date takes the 30th of February for the 2nd of March. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Ids of the steps to run, in graph order; null: all of them. @throws UsageError @throws JobError `STEP_UNKNOWN` */
export function chooseSteps(spec: PipelineSpec, { from, hospital }: RunSelection): string[] | null {
  const steps = graph(spec);
  if (hospital !== undefined && !spec.hospitals.some(({ id }) => id === hospital)) {
    const known = spec.hospitals.map(({ id }) => id).join(', ');
    throw new UsageError(`There is no hospital "${hospital}" in this environment`, `It has: ${known || 'none'}.`);
  }
  if (from !== undefined && !steps.some(({ id }) => id === from)) {
    throw new JobError('STEP_UNKNOWN', `there is no step "${from}"`);
  }
  if (from === undefined && hospital === undefined) return null;
  const ahead = new Set((from === undefined ? steps : fromStep(steps, from)).map(({ id }) => id));
  const wanted = (step: Step) =>
    // The run is opened again, so that it shows as running.
    step.kind === 'begin' ||
    (ahead.has(step.id) && (hospital === undefined || step.hospitalId === null || step.hospitalId === hospital));
  return steps.filter(wanted).map(({ id }) => id);
}

/** What `runPipeline` is to do, but for the run id, which may have to be looked up. */
export type RunPlan = Omit<RunOptions, 'runId' | 'onEvent'>;

/** Checks the selection and puts it into steps. @throws UsageError @throws JobError `STEP_UNKNOWN` */
export function planRun(spec: PipelineSpec, selection: RunSelection): RunPlan {
  if (selection.runId !== undefined) checkRunId(selection.runId);
  if (selection.full && selection.from !== undefined) {
    // A run lands a table once: repeated, its extract would give what was landed before.
    throw new UsageError('--from goes on with what a run has landed, and --full reads anew', 'Leave one of them out.');
  }
  if (selection.runId !== undefined && readsSources(selection)) {
    throw new UsageError(
      `run ${selection.runId} has read its sources, and a run reads them once`,
      'Leave out --from to go on with the run, or --run-id to read them in a new one.',
    );
  }
  const only = chooseSteps(spec, selection);
  return {
    ...(only ? { only } : {}),
    ...(selection.until === undefined ? {} : { until: checkUntil(selection.until) }),
    ...(selection.from === undefined ? {} : { repeat: true }),
    ...(selection.full ? { full: true } : {}),
    ...(selection.acceptDeletes ? { acceptDeletes: true } : {}),
  };
}

/** Whether the first of the steps lands tables. A run lands each once, so that only a new run would do anything. */
function readsSources({ from }: RunSelection): boolean {
  return from === 'begin' || from?.startsWith('extract.') === true;
}

/**
 * The run to go on with, or a new one: where sources are read, it is new. Any other `--from` without a run id means the newest: what comes before the step is taken from it.
 * @throws JobError `WAREHOUSE_MISSING` when there is no run to take it from
 */
export async function chooseRun(context: Context, selection: RunSelection): Promise<string> {
  const { newRunId } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
  const isNew = selection.from === undefined || readsSources(selection);
  return selection.runId ?? (isNew ? newRunId() : await latestRun(context));
}

/** The newest run of the warehouse. @throws JobError `WAREHOUSE_MISSING` */
export async function latestRun(context: Context): Promise<string> {
  const { latestRunId } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  await context.prepareAudit();
  const found = await latestRunId(context.warehouse);
  if (found === null)
    throw new JobError('WAREHOUSE_MISSING', 'there has been no run yet, so there is none to go on with');
  return found;
}
