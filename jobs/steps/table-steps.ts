import {
  entity as entityNamed,
  quarantineTable,
  stagingKeysTable,
  stagingRejectedTable,
  stagingTable,
} from '../../model/catalogue';
import { REFERENCE_OWNER } from '../../model/datasets';
import type { Step } from '../../model/graph';
import type { Entity } from '../../model/types';
import { JobError } from '../errors';
import { readManifest } from '../lake/landing';
import type { LandingManifest } from '../lake/manifest';
import { removeStaleFolders } from '../lake/stale-folders';
import { extractTable } from '../sources/extract-table';
import { archiveFiles } from '../sources/files/inbox';
import { appendToBronze, type BronzeLoad, bronzeLoad, latestWatermark, loadCounts } from '../transform/bronze';
import { deletedShare, isMassDeletion } from '../transform/deleted-share';
import { rebuildHistory } from '../transform/history';
import { checkRows, quarantinedShare, quarantineRejectedLines } from '../transform/quality';
import { compareWithSilver, compareWithSource, landingDifferences, stagedTotals } from '../transform/table-totals';
import type { Context } from './context';
import { refuseInvalidHistory } from './history-judgement';
import type { StepInput, StepReport } from './step-work';

/** The table a step works on. Steps of tables always name both. */
function tableOf(step: Step): { entity: Entity; hospitalId: string } {
  if (step.table === null || step.hospitalId === null)
    throw new JobError('STEP_UNKNOWN', `${step.id} names no table of a hospital`);
  return { entity: entityNamed(step.table), hospitalId: step.hospitalId };
}

/** Source to landing. The watermark it starts from is that of the newest load; `full`: none, so every row is read. */
export async function extractTableOf(context: Context, step: Step, input: StepInput): Promise<StepReport> {
  const { entity, hospitalId } = tableOf(step);
  await removeStaleFolders();
  const [newest] = await context.warehouse.query(latestWatermark(context.warehouse.dialect, { entity, hospitalId }));
  const watermark = input.full ? null : newest?.['watermark'];
  const hospital = context.spec.hospitals.find(({ id }) => id === hospitalId);
  const source = entity.origin === 'emr' && hospital ? context.openEmr(hospital) : null;
  // Nothing else ends a statement that the source never answers.
  input.signal.addEventListener('abort', () => void source?.close());
  try {
    const manifest = await extractTable({
      spec: context.spec,
      hospitalId,
      entity,
      runId: input.runId,
      previousWatermark: watermark === undefined || watermark === null ? null : String(watermark),
      until: input.until,
      lake: context.lake,
      ...(source ? { source } : {}),
      onProgress: input.onProgress,
    });
    if (input.full && input.until === null && entity.origin === 'emr' && !manifest.whole)
      throw new JobError(
        'LANDING_PRESENT',
        `run ${input.runId} has landed a part of ${entity.name} of ${hospitalId} already`,
      );
    return {
      rowsIn: manifest.rows + manifest.rejectedRows,
      rowsOut: manifest.rows,
      detail: extractDetail(entity, manifest),
    };
  } finally {
    await source?.close();
  }
}

function extractDetail(entity: Entity, manifest: LandingManifest): string | null {
  const { files, refused, otherFiles, rejectedRows } = manifest;
  const parts = [
    entity.origin !== 'emr' && `${files.length} file(s)`,
    refused.length > 0 && `${refused.length} refused (${refused[0]?.code})`,
    otherFiles > 0 && `${otherFiles} other file(s) ignored`,
    rejectedRows > 0 && `${rejectedRows} line(s) were no rows`,
  ];
  return parts.filter(Boolean).join(', ') || null;
}

/** Landing to bronze; files are archived only now, when their rows are safe. */
export async function loadTable(
  context: Context,
  step: Step,
  { runId, acceptDeletes }: StepInput,
): Promise<StepReport> {
  const { entity, hospitalId } = tableOf(step);
  const { warehouse, lake } = context;
  const manifest = await readManifest(lake.landing, { hospitalId, table: entity.name, runId });
  const keysOf = (parts: readonly { key: string }[]) => parts.map(({ key }) => key);
  await warehouse.loadParquet({
    store: lake.landing,
    keys: keysOf(manifest.parts),
    into: stagingTable(entity, hospitalId),
  });
  const [staged = {}] = await warehouse.query(stagedTotals(warehouse.dialect, { entity, hospitalId }));
  const lost = landingDifferences(entity, manifest, staged);
  if (lost.length > 0) throw new JobError('LANDING_DIFFERENCE', `${entity.name} of ${hospitalId}: ${lost.join(', ')}`);
  if (manifest.keyParts) {
    await warehouse.loadParquet({
      store: lake.landing,
      keys: keysOf(manifest.keyParts),
      into: stagingKeysTable(entity, hospitalId),
    });
  }
  const load = bronzeLoad(entity, manifest);
  if (!acceptDeletes) await refuseMassDeletion(context, load);
  await warehouse.executeAtomically(appendToBronze(warehouse.dialect, load));
  if (hospitalId === REFERENCE_OWNER || entity.origin === 'feed') await archiveFiles(manifest, lake);
  const [counts] = await warehouse.query(loadCounts(warehouse.dialect, { entity, hospitalId, runId }));
  const added = Number(counts?.['rows_new'] ?? 0);
  const deleted = Number(counts?.['rows_deleted'] ?? 0);
  return { rowsIn: manifest.rows, rowsOut: added + deleted, detail: `${added} new, ${deleted} deleted` };
}

/** A source in the middle of being emptied and loaded again looks like one whose rows were deleted: nobody may see that. */
async function refuseMassDeletion({ warehouse, spec }: Context, load: BronzeLoad): Promise<void> {
  if (load.deletes === 'none') return;
  const [counts] = await warehouse.query(deletedShare(warehouse.dialect, load));
  const [alive, missing] = [Number(counts?.['alive'] ?? 0), Number(counts?.['missing'] ?? 0)];
  if (isMassDeletion({ alive, missing }, spec.quality.maximumDeletedShare))
    throw new JobError(
      'DELETED_SHARE_EXCEEDED',
      `${missing} of ${alive} rows of ${load.entity.name} of ${load.hospitalId} are not in the source any more`,
    );
}

/** The quality gate, and the source's own totals compared with bronze. Too many broken rows stop the table here, before its history; nothing is lost, bronze has them. */
export async function checkTable(context: Context, step: Step, { runId }: StepInput): Promise<StepReport> {
  const { entity, hospitalId } = tableOf(step);
  const { warehouse, lake, spec } = context;
  const of = { entity, hospitalId };
  const manifest = await readManifest(lake.landing, { hospitalId, table: entity.name, runId });
  if (manifest.rejectedParts.length > 0) {
    const keys = manifest.rejectedParts.map(({ key }) => key);
    await warehouse.loadParquet({ store: lake.landing, keys, into: stagingRejectedTable(entity, hospitalId) });
    await warehouse.executeAtomically(quarantineRejectedLines(warehouse.dialect, { ...of, runId }));
  }
  const { takenAt, sourceTotals: totals } = manifest;
  await warehouse.executeAtomically([
    ...checkRows(warehouse.dialect, of),
    ...compareWithSource(warehouse.dialect, { ...of, runId, takenAt, totals }),
  ]);
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

/**
 * Bronze to silver, for the keys that the loads not yet applied have touched; then the totals of both are compared.
 * A file that was refused fails the table here, at the end of its way: the other files are in, and nobody misses that one was not.
 */
export async function historyOfTable(context: Context, step: Step, { runId }: StepInput): Promise<StepReport> {
  const of = tableOf(step);
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
