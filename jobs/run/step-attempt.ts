import { isNativeError } from 'node:util/types';
import type { Step } from '../../model/graph';
import { JobError } from '../errors';
import { fileFailure } from '../lake/disk-failure';
import { recordStep } from '../steps/audit';
import type { Context } from '../steps/context';
import { STEP_WORK } from '../steps/registry';
import type { StepInput, StepReport } from '../steps/step-work';

/** How long aborted work may take to end, in milliseconds. */
const GIVE_UP_TIME = 30_000;

/** What an attempt gets; its signal is its own. */
export type AttemptInput = Omit<StepInput, 'signal'>;

/** Does the step's work once, within its time limit, and writes its audit row, also when it fails. Never throws. */
export async function attemptStep(
  context: Context,
  step: Step,
  input: AttemptInput,
): Promise<{ report: StepReport; error: null } | { report: null; error: JobError }> {
  const startedAt = new Date();
  let report: StepReport | null = null;
  let error: JobError | null = null;
  try {
    report = await withinTime(step, (signal) => STEP_WORK[step.kind](context, step, { ...input, signal }));
  } catch (thrown) {
    error = asJobError(thrown);
  }
  try {
    const statement = recordStep(context.warehouse.dialect, input.runId, step, {
      status: error ? 'FAILED' : 'SUCCEEDED',
      attempt: input.attempt,
      startedAt,
      endedAt: new Date(),
      rowsIn: report?.rowsIn ?? null,
      rowsOut: report?.rowsOut ?? null,
      errorCode: error?.code ?? null,
      detail: error?.detail ?? report?.detail ?? null,
      source: report?.source ?? null,
    });
    await context.warehouse.executeAtomically([statement]);
  } catch (thrown) {
    // The step's own failure says more than the audit's; without one, an unaudited success is not a success.
    error ??= asJobError(thrown);
  }
  if (error) return { report: null, error };
  return { report: report ?? { rowsIn: null, rowsOut: null, detail: null }, error: null };
}

/**
 * The work, or STEP_TIMED_OUT. Work that runs out of time is aborted and given a little time to end: it must not clean up
 * while the next attempt is working.
 */
async function withinTime<Result>(
  { id, timeoutSeconds }: Step,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), timeoutSeconds * 1000);
  const working = work(over.signal);
  const timedOut = new Promise<never>((_resolve, reject) => {
    over.signal.addEventListener('abort', () => {
      const failure = new JobError('STEP_TIMED_OUT', `${id} took longer than ${timeoutSeconds} s`);
      const patience = setTimeout(() => reject(failure), GIVE_UP_TIME);
      const ended = () => {
        clearTimeout(patience);
        reject(failure);
      };
      working.then(ended, ended);
    });
  });
  try {
    // Aborted work fails with an error that only says that it was aborted.
    return await Promise.race([
      working.catch((error) => (over.signal.aborted ? timedOut : Promise.reject(error))),
      timedOut,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** Messages of other errors may quote values, so only their class is reported; the error itself stays as the cause. */
function asJobError(thrown: unknown): JobError {
  if (thrown instanceof JobError) return thrown;
  const known = fileFailure(thrown);
  if (known) return known;
  return new JobError('UNEXPECTED', isNativeError(thrown) ? thrown.name : typeof thrown, { cause: thrown });
}
