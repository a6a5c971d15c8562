import type { StepKind } from '../../model/graph';
import { JobError } from '../errors';
import { publishReports } from '../reports/publish';
import { beginRun, finishRun, stepHistory } from './audit';
import { buildDimensions, buildFacts, buildSummaries, computeKpis, reconcileGold } from './gold-steps';
import type { StepWork } from './step-work';
import { checkTable, extractTableOf, historyOfTable, loadTable } from './table-steps';

/** Opens the run, and makes the tables where Terraform did not. */
const begin: StepWork = async (context, _step, { runId }) => {
  await context.prepareTables();
  await context.warehouse.executeAtomically(
    beginRun(context.warehouse.dialect, runId, context.spec.environment, new Date()),
  );
  return { rowsIn: null, rowsOut: null, detail: null };
};

/** Closes the run. It fails when any step did not succeed, also one that was never reached: no run ends green by silence. */
const finish: StepWork = async (context, _step, { runId, expected }) => {
  const history = await stepHistory(context.warehouse, runId);
  // A run that is gone on with in parts is good only when the parts that were tried before are.
  const tried = [...history].filter(([id, step]) => id !== 'finish' && !step.succeeded).map(([id]) => id);
  const missing = [...new Set([...expected.filter((id) => history.get(id)?.succeeded !== true), ...tried])];
  const status = missing.length === 0 ? 'SUCCEEDED' : 'FAILED';
  await context.warehouse.executeAtomically([finishRun(context.warehouse.dialect, runId, status, new Date())]);
  if (missing.length > 0)
    throw new JobError('RUN_INCOMPLETE', `${missing.length} step(s) did not succeed, the first is ${missing[0]}`);
  return { rowsIn: null, rowsOut: null, detail: `${expected.length} steps succeeded` };
};

/** One way to do each kind of step. */
export const STEP_WORK: Readonly<Record<StepKind, StepWork>> = {
  begin,
  extract: extractTableOf,
  load: loadTable,
  check: checkTable,
  history: historyOfTable,
  dimensions: buildDimensions,
  facts: buildFacts,
  summaries: buildSummaries,
  kpis: computeKpis,
  reconcile: reconcileGold,
  report: publishReports,
  finish,
};
