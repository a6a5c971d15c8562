import type { Step } from '../../model/graph';
import { JobError } from '../errors';
import { readManifest } from '../lake/landing';
import { rebuildHistory } from '../transform/history';
import { compareWithSilver } from '../transform/table-totals';
import type { Context } from './context';
import { refuseInvalidHistory } from './history-judgement';
import type { StepInput, StepReport } from './step-work';
import { tableOfStep } from './table-of-step';

/**
 * Bronze to silver, for the keys that the loads not yet applied have touched; then the totals of both are compared.
 * A file that was refused fails the table here, at the end of its way: the other files are in, and nobody misses that one was not.
 */
export async function historyStep(context: Context, step: Step, { runId }: StepInput): Promise<StepReport> {
  const of = tableOfStep(step);
  const { warehouse, lake } = context;
  await refuseInvalidHistory(warehouse, of, 'pending');
  await warehouse.executeAtomically([
    ...rebuildHistory(warehouse.dialect, of),
    ...compareWithSilver(warehouse.dialect, of, runId),
  ]);
  const { refused } = await readManifest(lake.landing, { hospitalId: of.hospitalId, table: of.entity.name, runId });
  const [first] = refused;
  if (first) {
    const more = refused.length > 1 ? ` (and ${refused.length - 1} more)` : '';
    throw new JobError(first.code, `${first.detail}${more}; everything else that came is in`);
  }
  return { rowsIn: null, rowsOut: null, detail: null };
}
