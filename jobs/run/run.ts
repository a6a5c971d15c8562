import { availableParallelism } from 'node:os';
import { didYouMean } from '../../model/errors/near-name';
import { graph, type Step } from '../../model/graph';
import { JobError } from '../errors';
import { stepHistory } from '../steps/audit';
import type { Context } from '../steps/context';
import type { RunStart } from '../steps/run-start';
import type { StepReport } from '../steps/step-work';
import { runInOrder } from './in-order';
import { type AttemptInput, attemptStep } from './step-attempt';

/** Events that a run emits, for live progress and for its log. */
export type RunEvent =
  | { readonly type: 'run_started'; readonly runId: string; readonly steps: readonly Step[] }
  | { readonly type: 'step_started'; readonly stepId: string; readonly attempt: number }
  | { readonly type: 'step_progress'; readonly stepId: string; readonly rows: number }
  | ({ readonly type: 'step_ended'; readonly stepId: string } & StepResult)
  | {
      readonly type: 'run_ended';
      readonly runId: string;
      readonly status: RunResult['status'];
      readonly seconds: number;
    };

/** `SKIPPED`: a step it needs did not succeed. `REUSED`: it had succeeded in an earlier try of this run. */
export interface StepResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'REUSED';
  readonly seconds: number;
  readonly report: StepReport | null;
  readonly error: JobError | null;
}

/** What became of a run, or of those of its steps that were run. */
export interface RunResult {
  readonly runId: string;
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly seconds: number;
  /** By step id, in graph order. */
  readonly steps: ReadonlyMap<string, StepResult>;
}

/** As which run, which steps, and what they read. */
export interface RunOptions {
  /** A run id that was used before resumes that run: what succeeded is not repeated. */
  readonly runId: string;
  /** How the run was started, for the audit. @default what is on record stays */
  readonly start?: RunStart;
  /** Only these steps; steps outside count as done. @default the whole graph */
  readonly only?: readonly string[];
  /** Repeat the chosen steps although they had succeeded. @default false */
  readonly repeat?: boolean;
  /** Leave rows whose cursor is above this text for a later run. @default no bound */
  readonly until?: string;
  /** Read every row of each database again, whatever was loaded before. @default false */
  readonly full?: boolean;
  /** Compare every row of each database with the warehouse, and read those that differ. @default false */
  readonly heal?: boolean;
  /** Apply deletes of the sources, however many there are. @default false */
  readonly acceptDeletes?: boolean;
  /** Build every layer of gold whole, not only what has changed. @default false */
  readonly rebuildGold?: boolean;
  /** Steps at a time. @default the processors of the machine, at most 4 */
  readonly concurrency?: number;
  readonly onEvent?: (event: RunEvent) => void;
}

/** A run id: UTC time, then four random characters so that two runs of one second differ. Lower case, digits and hyphens. */
export function newRunId(now = new Date()): string {
  const time = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase();
  return `${time}z-${Math.random().toString(36).slice(2, 6).padEnd(4, '0')}`;
}

/** What of a run's options each of its steps gets. */
export type AttemptOptions = Pick<
  RunOptions,
  'runId' | 'start' | 'until' | 'full' | 'heal' | 'acceptDeletes' | 'rebuildGold'
>;

/**
 * Runs the graph on this machine. A failing step stops what depends on it and nothing else; the run then fails as a whole.
 * Never throws for a failed step: the result says which.
 */
export async function runPipeline(context: Context, options: RunOptions): Promise<RunResult> {
  const started = Date.now();
  const emit = guarded(options.onEvent);
  const chosen = options.only ? new Set(options.only) : null;
  const steps = graph(context.spec).filter((step) => !chosen || chosen.has(step.id));
  const earlier = options.repeat ? new Map() : await earlierSteps(context, options.runId);
  emit({ type: 'run_started', runId: options.runId, steps });
  const results = await runInOrder<StepResult>(steps, {
    limit: options.concurrency ?? stepsAtOnce(),
    instead(step, before) {
      // Steps outside of the chosen part count as done.
      const ready = step.runsWhen === 'all_settled' || before.every((result) => result === undefined || done(result));
      return !ready ? unrun('SKIPPED') : isReusable(step) ? unrun('REUSED') : null;
    },
    run: runNow,
    ended: (step, result) => emit({ type: 'step_ended', stepId: step.id, ...result }),
  });
  const status = [...results.values()].every(done) ? 'SUCCEEDED' : 'FAILED';
  const seconds = (Date.now() - started) / 1000;
  emit({ type: 'run_ended', runId: options.runId, status, seconds });
  return { runId: options.runId, status, seconds, steps: results };

  /**
   * A table's step that succeeded is not repeated. Gold is rebuilt in every try: it may have been built while a hospital was missing.
   */
  function isReusable(step: Step): boolean {
    return step.hospitalId !== null && earlier.get(step.id)?.succeeded === true;
  }

  async function runNow(step: Step): Promise<StepResult> {
    const from = Date.now();
    for (let retry = 0; ; retry += 1) {
      const attempt = (earlier.get(step.id)?.attempts ?? 0) + retry + 1;
      emit({ type: 'step_started', stepId: step.id, attempt });
      const onProgress = (rows: number) => emit({ type: 'step_progress', stepId: step.id, rows });
      const { report, error } = await attemptStep(context, step, attemptOf(steps, attempt, options, onProgress));
      if (error?.retryable && retry < step.retries) {
        await pause(250 * 2 ** retry);
        continue;
      }
      return { status: error ? 'FAILED' : 'SUCCEEDED', seconds: (Date.now() - from) / 1000, report, error };
    }
  }
}

/**
 * Runs one step once, as the container does; its orchestrator retries.
 * @throws JobError `STEP_UNKNOWN`, or what the step failed with.
 */
export async function runStep(
  context: Context,
  stepId: string,
  options: AttemptOptions & { onProgress?: (rows: number) => void },
): Promise<StepReport> {
  const steps = graph(context.spec);
  const step = stepNamed(steps, stepId);
  const attempts = (await earlierSteps(context, options.runId)).get(stepId)?.attempts ?? 0;
  const onProgress = options.onProgress ?? (() => {});
  const { report, error } = await attemptStep(context, step, attemptOf(steps, attempts + 1, options, onProgress));
  if (error) throw error;
  return report;
}

/** What a step gets from the options of its run. @param steps those of the run, which `finish` expects to have succeeded */
export function attemptOf(
  steps: readonly Step[],
  attempt: number,
  options: AttemptOptions,
  onProgress: (rows: number) => void,
): AttemptInput {
  return {
    runId: options.runId,
    attempt,
    start: options.start ?? null,
    until: options.until ?? null,
    full: options.full ?? false,
    heal: options.heal ?? false,
    acceptDeletes: options.acceptDeletes ?? false,
    rebuildGold: options.rebuildGold ?? false,
    expected: steps.filter(({ kind }) => kind !== 'finish').map(({ id }) => id),
    onProgress,
  };
}

/** @throws JobError `STEP_UNKNOWN` */
export function stepNamed(steps: readonly Step[], id: string): Step {
  const found = steps.find((each) => each.id === id);
  if (found) return found;
  const ids = steps.map((each) => each.id);
  throw new JobError('STEP_UNKNOWN', `there is no step "${id}"${didYouMean(id, ids)}`);
}

/** How many steps this machine runs at a time: memory is shared out for four (lake/engine-memory.ts). */
export const stepsAtOnce = (): number => Math.min(4, availableParallelism());

/** A new warehouse has no earlier steps: `begin` creates its tables. */
export async function earlierSteps(context: Context, runId: string) {
  await context.prepareAudit();
  return stepHistory(context.warehouse, runId);
}

/** Whether what needs the step may begin. */
export const done = (result: StepResult) => result.status === 'SUCCEEDED' || result.status === 'REUSED';
/** The result of a step that is not run. */
export const unrun = (status: 'SKIPPED' | 'REUSED'): StepResult => ({ status, seconds: 0, report: null, error: null });
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A listener that fails, e.g. a log on a full disk, does not stop the steps, and still gets the next event. */
export function guarded(listen: RunOptions['onEvent']): (event: RunEvent) => void {
  return (event) => {
    try {
      listen?.(event);
    } catch {
      // Nothing is left to report it to.
    }
  };
}
