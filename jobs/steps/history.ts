import type { Step } from '../../model/graph';
import { JobError } from '../errors';
import { readManifest } from '../lake/landing';
import { heldDeliveries } from '../transform/held-deliveries';
import { rebuildHistory } from '../transform/history';
import type { HospitalTable } from '../transform/hospital-table';
import { compareWithSilver } from '../transform/table-totals';
import type { Warehouse } from '../warehouse/warehouse';
import type { Context } from './context';
import { refuseUnchecked } from './explained-deliveries';
import { refuseInvalidHistory } from './history-judgement';
import { historyScope } from './history-scope';
import { nextKnown } from './next-known';
import type { StepInput, StepReport } from './step-work';
import { tableOfStep } from './table-of-step';

/**
 * Bronze to silver, for the keys that pending loads have touched; then compares the totals of both.
 * A refused file or a held delivery fails the table here, as its last step: the others are loaded, and the refusal is noticed.
 */
export async function historyStep(context: Context, step: Step, { runId }: StepInput): Promise<StepReport> {
  const of = tableOfStep(context.spec, step);
  const { warehouse, lake } = context;
  await refuseUnchecked(warehouse, of);
  await takeIn(warehouse, of, runId);
  const { refused } = await readManifest(lake.landing, { hospitalId: of.hospitalId, table: of.entity.name, runId });
  const [first] = refused;
  if (first) {
    const more = refused.length > 1 ? ` (and ${refused.length - 1} more)` : '';
    throw new JobError(first.code, `${first.detail}${more}; all other files were loaded`);
  }
  await refuseHeldDeliveries(context, of);
  return { rowsIn: null, rowsOut: null, detail: null };
}

/** @throws JobError `HISTORY_INVALID` with what is wrong; silver and the pending loads are then as they were. */
async function takeIn(warehouse: Warehouse, of: HospitalTable, runId: string): Promise<void> {
  const scope = await historyScope(warehouse, of);
  try {
    await warehouse.executeAtomically([
      ...rebuildHistory(warehouse.dialect, of, await nextKnown(warehouse, of), scope),
      ...compareWithSilver(warehouse.dialect, of, runId),
    ]);
  } catch (error) {
    if (error instanceof JobError && error.code === 'WAREHOUSE_STATEMENT_FAILED')
      await refuseInvalidHistory(warehouse, of, 'pending');
    throw error;
  }
}

/** @throws JobError `QUARANTINE_SHARE_EXCEEDED` while a delivery of the table is held, whichever run brought it. */
async function refuseHeldDeliveries({ warehouse }: Context, of: HospitalTable): Promise<void> {
  const held = await warehouse.query(heldDeliveries(warehouse.dialect, of));
  const [first] = held;
  if (first === undefined) return;
  const file = String(first['source_file']);
  const delivery = file === '' ? 'a snapshot' : `the file ${file.slice(0, 12)}`;
  const more = held.length > 1 ? ` (and ${held.length - 1} more)` : '';
  throw new JobError(
    'QUARANTINE_SHARE_EXCEEDED',
    `${first['rows_broken']} of ${first['rows_checked']} rows of ${delivery} of ${of.entity.name} of ${of.hospitalId} broke an error rule, so it is held${more}; everything else that came is in`,
  );
}
