import { isNativeError } from 'node:util/types';
import type { Step } from '../model/graph';
import { recordStep } from './audit';
import type { Context } from './context';
import { JobError } from './errors';
import type { StepInput, StepReport } from './step-work';
import { STEP_WORK } from './steps';

/** Does the step's work once and leaves its audit row, also when it fails. Never throws. */
export async function attemptStep(
  context: Context,
  step: Step,
  input: StepInput,
): Promise<{ report: StepReport; error: null } | { report: null; error: JobError }> {
  const startedAt = new Date();
  let report: StepReport | null = null;
  let error: JobError | null = null;
  try {
    report = await STEP_WORK[step.kind](context, step, input);
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
    });
    await context.warehouse.executeAtomically([statement]);
  } catch (thrown) {
    // The step's own failure says more than the audit's; without one, an unaudited success is not a success.
    error ??= asJobError(thrown);
  }
  if (error) return { report: null, error };
  return { report: report ?? { rowsIn: null, rowsOut: null, detail: null }, error: null };
}

/** Messages of other errors may quote values, so only their class goes on; the error itself stays as the cause. */
function asJobError(thrown: unknown): JobError {
  if (thrown instanceof JobError) return thrown;
  return new JobError('UNEXPECTED', isNativeError(thrown) ? thrown.name : typeof thrown, { cause: thrown });
}
