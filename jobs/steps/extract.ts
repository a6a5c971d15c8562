import type { Step } from '../../model/graph';
import { isScanDue, keyScanOf } from '../../model/key-scan';
import type { HospitalSpec } from '../../model/spec';
import { JobError } from '../errors';
import { isLanded, readManifest } from '../lake/landing';
import { instantText } from '../lake/row-text';
import { removeLeftFolders } from '../lake/temporary-folders';
import { extractTable, readingVersion, returnedColumns } from '../sources/extract-table';
import type { LoadedFiles } from '../sources/files/feed';
import type { HospitalTable } from '../transform/hospital-table';
import { lastKeyScan } from '../transform/key-scans';
import { knownContent } from '../transform/known-content';
import { knownRows } from '../transform/known-rows';
import { lastLoad, latestWatermark, newestFile } from '../transform/logged-loads';
import type { Context } from './context';
import { extractDetail } from './extract-detail';
import type { StepInput, StepReport } from './step-work';
import { tableOfStep } from './table-of-step';

/**
 * Source to landing, from the watermark of the newest load. With `full`, under another mapping than that load's, or when the
 * source has a column again that it lacked then, there is no watermark, so every row is landed; with `heal` every row
 * is read, and landed where it differs from what the warehouse has.
 */
export async function extractStep(context: Context, step: Step, input: StepInput): Promise<StepReport> {
  const { entity, hospitalId } = tableOfStep(context.spec, step);
  await removeLeftFolders();
  const [newest] = await context.warehouse.query(latestWatermark(context.warehouse.dialect, { entity, hospitalId }));
  const hospital = context.spec.hospitals.find(({ id }) => id === hospitalId);
  const before = newest?.['mapping_version'] ?? null;
  const version = readingVersion(context.spec, hospitalId, entity);
  const isRemapped = before !== null && before !== version;
  const watermark = input.full || isRemapped ? null : newest?.['watermark'];
  const previouslyAbsent = String(newest?.['absent_columns'] ?? '').split(',');
  const isWhole = input.full || input.heal || watermark === undefined || watermark === null;
  const source =
    entity.origin === 'emr' && hospital ? await openTable(context, { entity, hospitalId }, hospital, isWhole) : null;
  const of = { entity, hospitalId };
  const known = { known: knownContent(context.warehouse, of), knownRows: knownRows(context.warehouse, of) };
  // Nothing else ends a statement that the source never answers.
  input.signal.addEventListener('abort', () => void source?.close());
  try {
    const manifest = await extractTable({
      spec: context.spec,
      hospitalId,
      entity,
      runId: input.runId,
      previousWatermark: watermark === undefined || watermark === null ? null : String(watermark),
      previouslyAbsent,
      until: input.until,
      lake: context.lake,
      ...(entity.origin === 'emr' ? {} : { loaded: await loadedFiles(context, { entity, hospitalId }, version) }),
      ...(source ? { source, ...known, heal: input.heal } : {}),
      onProgress: input.onProgress,
    });
    const returned = manifest.whole ? returnedColumns({ entity, previouslyAbsent }, manifest.absentColumns) : [];
    const isAsked = input.full || (input.heal && manifest.healed?.compared !== 'rows');
    if (isAsked && input.until === null && entity.origin === 'emr' && !manifest.whole)
      throw new JobError(
        'LANDING_PRESENT',
        `run ${input.runId} has landed a part of ${entity.name} of ${hospitalId} already`,
      );
    return {
      rowsIn: manifest.rows + manifest.rejectedRows,
      rowsOut: manifest.rows,
      detail: extractDetail(entity, manifest, { isRemapped, returned }),
      source: source?.used() ?? null,
    };
  } finally {
    await source?.close();
  }
}

/**
 * The database of a hospital, whose keys and totals are asked for when a scan is due.
 * @param isWhole every row is read: then every key is too, whatever the schedule
 */
async function openTable(context: Context, of: HospitalTable, hospital: HospitalSpec, isWhole: boolean) {
  const { warehouse, spec } = context;
  const keyScan = keyScanOf(hospital, of.entity.name);
  if (isWhole) return context.openEmr({ ...hospital, keyScan: 'every_run' });
  if (keyScan === 'every_run' || keyScan === 'never') return context.openEmr({ ...hospital, keyScan });
  const [last] = await warehouse.query(lastKeyScan(warehouse.dialect, of));
  const scannedAt = last?.['scanned_at'] ?? null;
  const now = instantText(new Date());
  const isDue = isScanDue(keyScan, scannedAt === null ? null : String(scannedAt), now, spec.dailyRun.timeZone);
  return context.openEmr({ ...hospital, keyScan: isDue ? 'every_run' : 'never' });
}

/**
 * The file that was loaded last, and the files of the newest load, which may not be in the archive yet. A file that was read under another
 * version does not count: its content says something else now. Runs without files in between do not change that.
 */
async function loadedFiles({ warehouse, lake }: Context, of: HospitalTable, version: string): Promise<LoadedFiles> {
  const [file] = await warehouse.query(newestFile(warehouse.dialect, of));
  const isOther = file !== undefined && (file['mapping_version'] ?? version) !== version;
  const newest = file && !isOther ? String(file['newest_file']) : null;
  const [load] = await warehouse.query(lastLoad(warehouse.dialect, of));
  const landing = load && { hospitalId: of.hospitalId, table: of.entity.name, runId: String(load['run_id']) };
  // Landings are kept for some days only. Without it, a file that is still there is read again.
  if (!landing || !(await isLanded(lake.landing, landing))) return { newest, files: [] };
  const { files, runId } = await readManifest(lake.landing, landing);
  return { newest, files: files.map((each) => ({ ...each, loadedBy: each.loadedBy ?? runId })) };
}
