import { graph, type Step } from '../../model/graph';
import { recordStep } from '../steps/audit';
import type { Context } from '../steps/context';
import { refuseLost } from '../steps/explained-deliveries';
import { refuseInvalidHistory } from '../steps/history-judgement';
import { nextKnown } from '../steps/next-known';
import { tableOfStep } from '../steps/table-of-step';
import { judgeDeliveries } from '../transform/deliveries';
import { rebuildHistory } from '../transform/history';
import { checkRows } from '../transform/quality';
import { compareWithSilver } from '../transform/table-totals';

/** A table whose quality and history were rebuilt. */
export interface ReplayedTable {
  readonly stepId: string;
  readonly seconds: number;
}

/**
 * Checks every event that history holds again and rebuilds all of silver, one table at a time. Use it after a rule or a mapping of the model
 * has changed, or when silver is in doubt. Bronze is only read,
 * and a load that the quality gate refused stays pending. Each table leaves an audit row in the run.
 * Gold still shows the old silver until its steps have run.
 * @throws JobError `DELIVERY_UNEXPLAINED`, `HISTORY_INVALID`, `WAREHOUSE_*`; the table is then as it was.
 */
export async function replaySilver(
  context: Context,
  runId: string,
  onTable: (done: ReplayedTable) => void,
): Promise<void> {
  const { warehouse, spec } = context;
  await context.prepareTables();
  for (const step of graph(spec).filter(({ kind }) => kind === 'history')) {
    const startedAt = new Date();
    const of = tableOfStep(spec, step);
    const replay: Step = { ...step, id: step.id.replace(/^history/, 'replay') };
    const outcome = { status: 'SUCCEEDED', attempt: 1, startedAt, rowsIn: null, rowsOut: null } as const;
    await refuseLost(warehouse, of);
    await refuseInvalidHistory(warehouse, of, 'applied');
    // In one transaction: a row must never be in silver and in quarantine at once.
    await warehouse.executeAtomically([
      ...checkRows(warehouse.dialect, of, 'applied'),
      ...judgeDeliveries(warehouse.dialect, of, 'applied'),
      ...rebuildHistory(warehouse.dialect, of, await nextKnown(warehouse, of), 'applied'),
      ...compareWithSilver(warehouse.dialect, of, runId),
      recordStep(warehouse.dialect, runId, replay, {
        ...outcome,
        ...{ endedAt: new Date(), errorCode: null, detail: 'rebuilt from bronze' },
      }),
    ]);
    onTable({ stepId: replay.id, seconds: (Date.now() - startedAt.getTime()) / 1000 });
  }
}
