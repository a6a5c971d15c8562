import { stagingRejectedTable } from '../../model/catalogue';
import type { Step } from '../../model/graph';
import { readManifest } from '../lake/landing';
import { feedOf } from '../sources/files/feed-of';
import { quarantinedShares } from '../transform/held-deliveries';
import { checkRows, quarantineRejectedLines } from '../transform/quality';
import { compareWithSource } from '../transform/table-totals';
import type { Context } from './context';
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
  if (manifest.rejectedParts.length > 0) {
    const keys = manifest.rejectedParts.map(({ key }) => key);
    await warehouse.loadParquet({ store: lake.landing, keys, into: stagingRejectedTable(entity, hospitalId) });
    await warehouse.executeAtomically(quarantineRejectedLines(warehouse.dialect, { ...of, runId }));
  }
  const { takenAt, sourceTotals: totals } = manifest;
  const own = feedOf(spec, hospitalId, entity.name)?.quality;
  const limits = {
    maximumShare: own?.maximumQuarantinedShare ?? spec.quality.maximumQuarantinedShare,
    leastRows: own?.leastQuarantinedRows ?? spec.quality.leastQuarantinedRows,
  };
  await warehouse.executeAtomically([
    ...checkRows(warehouse.dialect, of, 'pending', limits),
    ...compareWithSource(warehouse.dialect, { ...of, runId, takenAt, totals }),
  ]);
  const shares = await warehouse.query(quarantinedShares(warehouse.dialect, of));
  const sum = (column: string) => shares.reduce((total, row) => total + Number(row[column]), 0);
  const [checked, quarantined] = [sum('rows_checked'), sum('rows_quarantined')];
  const held = quarantined + manifest.rejectedRows;
  return { rowsIn: checked, rowsOut: checked - quarantined, detail: held > 0 ? `${held} quarantined` : null };
}
