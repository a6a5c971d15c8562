import { JobError } from '../../jobs/errors';
import type { RunOptions } from '../../jobs/run/run';
import type { Context } from '../../jobs/steps/context';
import { didYouMean } from '../../model/errors/near-name';
import { fromStep, graph, type Step } from '../../model/graph';
import type { PipelineSpec } from '../../model/spec';
import { UsageError } from '../errors/usage-error';

/** Which part of the graph, and as which run. */
export interface RunSelection {
  /** Resume this run, or start one of this name. */
  readonly runId?: string | undefined;
  /** Repeat this step and all after it, in the same run. */
  readonly from?: string | undefined;
  /** Only this hospital's steps and the environment's. */
  readonly hospital?: string | undefined;
  /** Leave rows changed after this for a later run. */
  readonly until?: string | undefined;
  /** Read every row of the databases again. */
  readonly full?: true | undefined;
  /** Compare every row of the databases with the warehouse, and read those that differ. */
  readonly heal?: true | undefined;
  /** Accept deletes in the databases, however many. */
  readonly acceptDeletes?: true | undefined;
  /** Build gold whole. */
  readonly rebuildGold?: true | undefined;
  /** `<hospital>.<table>`: only the steps of these and of the environment. */
  readonly tables?: readonly string[] | undefined;
}

/** Lower-case letters, digits and hyphens: it is part of object names. */
const RUN_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const UNTIL = /^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?)?$/;

/** @throws UsageError unless it consists of lower-case letters, digits and hyphens */
export function checkRunId(runId: string): string {
  if (runId.length <= 60 && RUN_ID.test(runId)) return runId;
  throw new UsageError(`"${runId}" is not a run id`, 'Use lower-case letters, digits and single hyphens, at most 60.');
}

/** A date as the end of that day, which is what people mean. @throws UsageError unless it is a date or a time */
export function checkUntil(until: string): string {
  if (!UNTIL.test(until) || !isDay(until.slice(0, 10))) {
    throw new UsageError(`"${until}" is not a date`, 'Write --until as 2025-12-31, or 2025-12-31T18:00:00 (UTC).');
  }
  return until.length === 10 ? `${until} 23:59:59.999999` : until.replace('T', ' ');
}

/** Whether the calendar has the day: Date reads February 30 as March 2. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Ids of the steps to run, in graph order; null: all of them. @throws UsageError @throws JobError `STEP_UNKNOWN` */
export function chooseSteps(spec: PipelineSpec, { from, hospital, tables }: RunSelection): string[] | null {
  const steps = graph(spec);
  if (hospital !== undefined && !spec.hospitals.some(({ id }) => id === hospital)) {
    const ids = spec.hospitals.map(({ id }) => id);
    throw new UsageError(
      `There is no hospital "${hospital}" in this environment${didYouMean(hospital, ids)}`,
      `Use one of: ${ids.join(', ') || 'none is configured yet'}.`,
    );
  }
  if (from !== undefined && !steps.some(({ id }) => id === from)) {
    throw new JobError(
      'STEP_UNKNOWN',
      `there is no step "${from}"${didYouMean(
        from,
        steps.map(({ id }) => id),
      )}`,
    );
  }
  if (from === undefined && hospital === undefined && tables === undefined) return null;
  const ahead = new Set((from === undefined ? steps : fromStep(steps, from)).map(({ id }) => id));
  const wanted = (step: Step) =>
    // The run is opened again, so that it shows as running.
    step.kind === 'begin' ||
    (ahead.has(step.id) &&
      (step.hospitalId === null ||
        ((hospital === undefined || step.hospitalId === hospital) &&
          (tables === undefined || tables.includes(`${step.hospitalId}.${step.table}`)))));
  return steps.filter(wanted).map(({ id }) => id);
}

/** Options of `runPipeline` without the run id, which may have to be looked up. */
export type RunPlan = Omit<RunOptions, 'runId' | 'onEvent'>;

/** Checks the selection and turns it into steps. @throws UsageError @throws JobError `STEP_UNKNOWN` */
export function planRun(spec: PipelineSpec, selection: RunSelection): RunPlan {
  if (selection.runId !== undefined) checkRunId(selection.runId);
  if (selection.full && selection.from !== undefined) {
    // A run lands a table once: a repeated extract would return the rows landed before.
    throw new UsageError(
      '--from uses the rows that a run has landed, and --full reads the sources again',
      'Use only one of them.',
    );
  }
  if (selection.heal && (selection.full || selection.from !== undefined || selection.until !== undefined)) {
    throw new UsageError(
      '--heal compares every row with what the databases have now',
      'Leave out --full, --from and --until, or --heal.',
    );
  }
  if (selection.runId !== undefined && readsSources(selection)) {
    throw new UsageError(
      `run ${selection.runId} has read its sources, and a run reads them once`,
      'Leave out --from to resume the run, or leave out --run-id to read the sources in a new run.',
    );
  }
  const only = chooseSteps(spec, selection);
  return {
    ...(only ? { only } : {}),
    ...(selection.until === undefined ? {} : { until: checkUntil(selection.until) }),
    ...(selection.from === undefined ? {} : { repeat: true }),
    ...(selection.full ? { full: true } : {}),
    ...(selection.heal ? { heal: true } : {}),
    ...(selection.acceptDeletes ? { acceptDeletes: true } : {}),
    ...(selection.rebuildGold ? { rebuildGold: true } : {}),
  };
}

/** Whether the first of the steps lands tables: that takes a new run, because a run lands each table once. */
export function readsSources({ from }: RunSelection): boolean {
  return from === 'begin' || from?.startsWith('extract.') === true;
}

/**
 * The run to resume, or a new one if sources are read. Any other `--from` without a run id repeats part of the newest run.
 * @param say prints whether a run id names a new run: it may be mistyped
 * @throws JobError `WAREHOUSE_MISSING` without any run yet, `RUN_UNKNOWN` if `--from` names a run that does not exist
 */
export async function chooseRun(
  context: Context,
  selection: RunSelection,
  say: (line: string) => void,
): Promise<string> {
  const { newRunId } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
  const isNew = selection.from === undefined || readsSources(selection);
  const { runId, from } = selection;
  if (runId === undefined) return isNew ? newRunId() : await latestRun(context);
  if (from !== undefined) return knownRun(context, runId);
  say(`${(await isKnown(context, runId)) ? 'resuming run' : 'new run'} ${runId}`);
  return runId;
}

/** @returns the id of a run that the warehouse has. @throws JobError `RUN_UNKNOWN` */
export async function knownRun(context: Context, runId: string): Promise<string> {
  if (await isKnown(context, runId)) return runId;
  throw new JobError('RUN_UNKNOWN', `there is no run "${runId}"`);
}

async function isKnown(context: Context, runId: string): Promise<boolean> {
  const { isKnownRun } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  await context.prepareAudit();
  return isKnownRun(context.warehouse, runId);
}

/** The newest run of the warehouse. @throws JobError `WAREHOUSE_MISSING` */
export async function latestRun(context: Context): Promise<string> {
  const { latestRunId } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  await context.prepareAudit();
  const found = await latestRunId(context.warehouse);
  if (found === null) throw new JobError('WAREHOUSE_MISSING', 'there is no run yet that could be resumed');
  return found;
}
