import { beginRun } from './audit';
import type { StepWork } from './step-work';

/** Opens the run, and creates the tables where Terraform does not. */
export const beginStep: StepWork = async (context, _step, { runId }) => {
  await context.prepareTables();
  await context.warehouse.executeAtomically(
    beginRun(context.warehouse.dialect, runId, context.spec.environment, new Date()),
  );
  return { rowsIn: null, rowsOut: null, detail: null };
};
