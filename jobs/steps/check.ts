import { feedOf } from '../../model/feed-of';
import type { Step } from '../../model/graph';
import { readManifest } from '../lake/landing';
import { judgeDeliveries } from '../transform/deliveries';
import { quarantinedShares } from '../transform/held-deliveries';
import { checkRows } from '../transform/quality';
import { compareWithSource } from '../transform/table-totals';
import type { Context } from './context';
import { refuseUnexplained } from './explained-deliveries';
import type { StepInput, StepReport } from './step-work';
import { tableOfStep } from './table-of-step';

/**
 * Checks new rows against the rules, holds deliveries with too many broken ones, accounts for every delivery, and compares the source's own
 * totals with bronze. Nothing is lost: bronze has the rows.
 */
export async function checkStep(context: Context, step: Step, { runId }: StepInput): Promise<StepReport> {
  const { entity, hospitalId } = tableOfStep(context.spec, step);
  const { warehouse, lake, spec } = context;
  const of = { entity, hospitalId };
  const manifest = await readManifest(lake.landing, { hospitalId, table: entity.name, runId });
  const { takenAt, sourceTotals: totals } = manifest;
  const own = feedOf(spec, hospitalId, entity.name)?.quality;
  const limits = {
    maximumShare: own?.maximumQuarantinedShare ?? spec.quality.maximumQuarantinedShare,
    leastRows: own?.leastQuarantinedRows ?? spec.quality.leastQuarantinedRows,
  };
  await warehouse.executeAtomically([
    ...checkRows(warehouse.dialect, of, 'pending', limits),
    ...judgeDeliveries(warehouse.dialect, of),
    ...compareWithSource(warehouse.dialect, { ...of, runId, takenAt, totals }),
  ]);
  await refuseUnexplained(warehouse, of);
  const shares = await warehouse.query(quarantinedShares(warehouse.dialect, of));
  const sum = (column: string) => shares.reduce((total, row) => total + Number(row[column]), 0);
  const [checked, quarantined] = [sum('rows_checked'), sum('rows_quarantined')];
  const held = quarantined + manifest.rejectedRows;
  return { rowsIn: checked, rowsOut: checked - quarantined, detail: held > 0 ? `${held} quarantined` : null };
}
