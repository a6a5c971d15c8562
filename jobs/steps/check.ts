import { quarantineTable } from '../../model/catalogue';
import type { Step } from '../../model/graph';
import { JobError } from '../errors';
import { readManifest } from '../lake/landing';
import { judgeDeliveries } from '../transform/deliveries';
import { checkRows, quarantinedShare } from '../transform/quality';
import { compareWithSource } from '../transform/table-totals';
import type { Context } from './context';
import { refuseUnexplained } from './explained-deliveries';
import type { StepInput, StepReport } from './step-work';
import { tableOfStep } from './table-of-step';

/**
 * Checks new rows against the rules, and compares the source's own totals with bronze.
 * Too many broken rows stop the table here, before its history. Nothing is lost: bronze has the rows.
 */
export async function checkStep(context: Context, step: Step, { runId }: StepInput): Promise<StepReport> {
  const { entity, hospitalId } = tableOfStep(step);
  const { warehouse, lake, spec } = context;
  const of = { entity, hospitalId };
  const manifest = await readManifest(lake.landing, { hospitalId, table: entity.name, runId });
  const { takenAt, sourceTotals: totals } = manifest;
  await warehouse.executeAtomically([
    ...checkRows(warehouse.dialect, of),
    ...judgeDeliveries(warehouse.dialect, of),
    ...compareWithSource(warehouse.dialect, { ...of, runId, takenAt, totals }),
  ]);
  await refuseUnexplained(warehouse, of);
  const [share] = await warehouse.query(quarantinedShare(warehouse.dialect, of));
  const checked = Number(share?.['rows_checked'] ?? 0);
  const quarantined = Number(share?.['rows_quarantined'] ?? 0);
  if (checked > 0 && quarantined / checked > spec.quality.maximumQuarantinedShare) {
    throw new JobError(
      'QUARANTINE_SHARE_EXCEEDED',
      `${quarantined} of ${checked} new rows of ${entity.name} of ${hospitalId} broke an error rule (see ${quarantineTable(entity).dataset}.${entity.name})`,
    );
  }
  const held = quarantined + manifest.rejectedRows;
  return { rowsIn: checked, rowsOut: checked - quarantined, detail: held > 0 ? `${held} quarantined` : null };
}
