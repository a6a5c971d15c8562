import { graph, type Step } from '../../model/graph';
import type { TriedStep } from '../steps/audit';
import type { Context } from '../steps/context';
import { runInOrder } from './in-order';
import {
  attemptOf,
  done,
  earlierSteps,
  guarded,
  type RunOptions,
  type RunResult,
  type StepResult,
  stepNamed,
  stepsAtOnce,
  unrun,
} from './run';
import { attemptStep } from './step-attempt';

/** As which run, and which of the steps read or accept more than usual. */
export interface StepsOptions extends Pick<RunOptions, 'runId' | 'start' | 'until' | 'concurrency' | 'onEvent'> {
  /** Ids of extract steps that read every row. @default none */
  readonly full?: readonly string[];
  /** Ids of extract steps that compare every row. @default none */
  readonly heal?: readonly string[];
  /** Ids of load steps that accept deletes, however many. @default none */
  readonly acceptDeletes?: readonly string[];
  /** Ids of steps of gold that build their layer whole. @default none */
  readonly rebuildGold?: readonly string[];
}

/**
 * Runs steps of a run in one process, once each, as an execution in the cloud does; its orchestrator retries. A step that fails stops those
 * that need it and nothing else. A step is not repeated if it succeeded after all that it needs had ended, unless that holds for every one
 * of the steps: then they were asked for again. A step is skipped if one that it needs, in whichever process, has not succeeded.
 * @throws JobError `STEP_UNKNOWN`, before any step
 */
export async function runSteps(context: Context, ids: readonly string[], options: StepsOptions): Promise<RunResult> {
  const started = Date.now();
  const all = graph(context.spec);
  for (const id of ids) stepNamed(all, id);
  const steps = all.filter(({ id }) => ids.includes(id));
  const emit = guarded(options.onEvent);
  const tried = await earlierSteps(context, options.runId);
  const isAskedAgain = steps.every((step) => isDone(step, tried));
  const results = await runInOrder<StepResult>(steps, {
    limit: options.concurrency ?? stepsAtOnce(),
    instead(step, before) {
      const isUntouched = before.every((result) => result === undefined || result.status === 'REUSED');
      if (!isAskedAgain && isUntouched && isDone(step, tried)) return unrun('REUSED');
      const succeeded = step.needs.map((id, index) => {
        const here = before[index];
        return here === undefined ? tried.get(id)?.succeeded === true : done(here);
      });
      return step.runsWhen === 'all_settled' || succeeded.every(Boolean) ? null : unrun('SKIPPED');
    },
    async run(step) {
      const from = Date.now();
      const attempt = (tried.get(step.id)?.attempts ?? 0) + 1;
      emit({ type: 'step_started', stepId: step.id, attempt });
      const includes = (chosen: readonly string[] = []) => chosen.includes(step.id);
      const { full, heal, acceptDeletes, rebuildGold, ...shared } = options;
      const own = {
        ...{ full: includes(full), heal: includes(heal) },
        ...{ acceptDeletes: includes(acceptDeletes), rebuildGold: includes(rebuildGold) },
      };
      const onProgress = (rows: number) => emit({ type: 'step_progress', stepId: step.id, rows });
      const input = attemptOf(all, attempt, { ...shared, ...own }, onProgress);
      const { report, error } = await attemptStep(context, step, input);
      return { status: error ? 'FAILED' : 'SUCCEEDED', seconds: (Date.now() - from) / 1000, report, error };
    },
    ended: (step, result) => emit({ type: 'step_ended', stepId: step.id, ...result }),
  });
  const status = [...results.values()].some((result) => result.status === 'FAILED') ? 'FAILED' : 'SUCCEEDED';
  return { runId: options.runId, status, seconds: (Date.now() - started) / 1000, steps: results };
}

/** Whether the step succeeded, and nothing that it needs was tried since: what is built from something older has to be built again. */
function isDone(step: Step, tried: ReadonlyMap<string, TriedStep>): boolean {
  const newest = tried.get(step.id);
  if (!newest?.succeeded) return false;
  return step.needs.every((id) => (tried.get(id)?.endedAt ?? '') <= newest.startedAt);
}
