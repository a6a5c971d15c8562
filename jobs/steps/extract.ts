import type { Step } from '../../model/graph';
import type { Entity } from '../../model/types';
import { JobError } from '../errors';
import type { LandingManifest } from '../lake/manifest';
import { removeStaleFolders } from '../lake/stale-folders';
import { extractTable } from '../sources/extract-table';
import { latestWatermark, newestFile } from '../transform/bronze';
import { knownContent } from '../transform/known-content';
import type { Context } from './context';
import type { StepInput, StepReport } from './step-work';
import { tableOfStep } from './table-of-step';

/**
 * Source to landing, from the watermark of the newest load. With `full` there is no watermark, so every row is landed; with `heal` every row
 * is read, and landed where it differs from what the warehouse has.
 */
export async function extractStep(context: Context, step: Step, input: StepInput): Promise<StepReport> {
  const { entity, hospitalId } = tableOfStep(step);
  await removeStaleFolders();
  const [newest] = await context.warehouse.query(latestWatermark(context.warehouse.dialect, { entity, hospitalId }));
  const [lastFile] =
    entity.origin === 'emr'
      ? []
      : await context.warehouse.query(newestFile(context.warehouse.dialect, { entity, hospitalId }));
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
      previousFile: lastFile ? String(lastFile['newest_file']) : null,
      until: input.until,
      lake: context.lake,
      ...(source ? { source, known: knownContent(context.warehouse, { entity, hospitalId }), heal: input.heal } : {}),
      onProgress: input.onProgress,
    });
    const isAsked = input.full || (input.heal && manifest.healed?.compared !== 'rows');
    if (isAsked && input.until === null && entity.origin === 'emr' && !manifest.whole)
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

const HEALED = { keys: 'fetched because bronze lacked them', rows: 'fetched because they differed' } as const;

function extractDetail(entity: Entity, manifest: LandingManifest): string | null {
  const { files, refused, otherFiles, rejectedRows, healed } = manifest;
  const duplicates = files.filter(({ duplicate }) => duplicate).length;
  const unknown = files.filter(({ unknownColumns }) => unknownColumns.length > 0).length;
  const parts = [
    entity.origin !== 'emr' && `${files.length} file(s)`,
    duplicates > 0 && `${duplicates} duplicate(s)`,
    unknown > 0 && `${unknown} with unknown columns`,
    healed !== null && healed.rows > 0 && `${healed.rows} ${HEALED[healed.compared]}`,
    refused.length > 0 && `${refused.length} refused (${refused[0]?.code})`,
    otherFiles > 0 && `${otherFiles} other file(s) ignored`,
    rejectedRows > 0 && `${rejectedRows} line(s) rejected`,
  ];
  return parts.filter(Boolean).join(', ') || null;
}
