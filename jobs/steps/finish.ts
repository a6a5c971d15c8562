import { JobError } from '../errors';
import { finishRun, stepHistory } from './audit';
import type { StepWork } from './step-work';

/** Closes the run. It fails if any step did not succeed or was never reached, so that only a complete run ends green. */
export const finishStep: StepWork = async (context, _step, { runId, expected }) => {
  const history = await stepHistory(context.warehouse, runId);
  // A run that is resumed in parts is good only if its earlier parts are.
  const tried = [...history].filter(([id, step]) => id !== 'finish' && !step.succeeded).map(([id]) => id);
  const missing = [...new Set([...expected.filter((id) => history.get(id)?.succeeded !== true), ...tried])];
  const status = missing.length === 0 ? 'SUCCEEDED' : 'FAILED';
  await context.warehouse.executeAtomically([finishRun(context.warehouse.dialect, runId, status, new Date())]);
  if (missing.length > 0)
    throw new JobError('RUN_INCOMPLETE', `${missing.length} step(s) did not succeed, the first is ${missing[0]}`);
  return { rowsIn: null, rowsOut: null, detail: `${expected.length} steps succeeded` };
};
