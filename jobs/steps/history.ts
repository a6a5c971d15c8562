import type { Step } from '../../model/graph';
import { JobError } from '../errors';
import { readManifest } from '../lake/landing';
import { rebuildHistory } from '../transform/history';
import { compareWithSilver } from '../transform/table-totals';
import type { Context } from './context';
import { refuseInvalidHistory } from './history-judgement';
import { nextKnown } from './next-known';
import type { StepInput, StepReport } from './step-work';
import { tableOfStep } from './table-of-step';

/**
 * Bronze to silver, for the keys that pending loads have touched; then compares the totals of both.
 * A refused file fails the table here, as its last step: the other files are loaded, and the refusal is noticed.
 */
export async function historyStep(context: Context, step: Step, { runId }: StepInput): Promise<StepReport> {
  const of = tableOfStep(step);
  const { warehouse, lake } = context;
  await refuseInvalidHistory(warehouse, of, 'pending');
  await warehouse.executeAtomically([
    ...rebuildHistory(warehouse.dialect, of, await nextKnown(warehouse, of)),
    ...compareWithSilver(warehouse.dialect, of, runId),
  ]);
  const { refused } = await readManifest(lake.landing, { hospitalId: of.hospitalId, table: of.entity.name, runId });
  const [first] = refused;
  if (first) {
    const more = refused.length > 1 ? ` (and ${refused.length - 1} more)` : '';
    throw new JobError(first.code, `${first.detail}${more}; all other files were loaded`);
  }
  return { rowsIn: null, rowsOut: null, detail: null };
}
