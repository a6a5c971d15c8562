import type { Step } from '../../model/graph';
import type { Entity } from '../../model/types';
import { JobError } from '../errors';
import { isLanded, readManifest } from '../lake/landing';
import { broughtFiles, type LandingManifest } from '../lake/manifest';
import { removeLeftFolders } from '../lake/temporary-folders';
import { extractTable, readingVersion, returnedColumns } from '../sources/extract-table';
import type { LoadedFiles } from '../sources/files/feed';
import type { HospitalTable } from '../transform/hospital-table';
import { knownContent } from '../transform/known-content';
import { lastLoad, latestWatermark, newestFile } from '../transform/logged-loads';
import type { Context } from './context';
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
      previouslyAbsent,
      until: input.until,
      lake: context.lake,
      ...(entity.origin === 'emr' ? {} : { loaded: await loadedFiles(context, { entity, hospitalId }, version) }),
      ...(source ? { source, known: knownContent(context.warehouse, { entity, hospitalId }), heal: input.heal } : {}),
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
    };
  } finally {
    await source?.close();
  }
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

const HEALED = { keys: 'fetched because bronze lacked them', rows: 'fetched because they differed' } as const;

/** Which columns the source lacks; of files, those that lack any by how many lack them. */
function absentWords({ origin }: Entity, manifest: LandingManifest): string[] {
  if (origin === 'emr')
    return manifest.absentColumns.length > 0 ? [`not delivered: ${manifest.absentColumns.join(' ')}`] : [];
  const files = broughtFiles(manifest);
  const names = [...new Set(files.flatMap(({ absentColumns }) => absentColumns))];
  const lacking = (name: string) => files.filter(({ absentColumns }) => absentColumns.includes(name)).length;
  const words = names.map((name) => (lacking(name) === files.length ? name : `${name} (${lacking(name)} files)`));
  return words.length > 0 ? [`not delivered: ${words.join(' ')}`] : [];
}

/** Why every row was read. */
interface ReadAgain {
  readonly isRemapped: boolean;
  /** Columns that the source has again. */
  readonly returned: readonly string[];
}

function extractDetail(entity: Entity, manifest: LandingManifest, { isRemapped, returned }: ReadAgain): string | null {
  const { files, refused, otherFiles, rejectedRows, healed } = manifest;
  const duplicates = files.filter(({ duplicate, loadedBy }) => duplicate && loadedBy === null).length;
  const unarchived = files.filter(({ loadedBy }) => loadedBy !== null).length;
  const unknown = files.filter(({ unknownColumns }) => unknownColumns.length > 0).length;
  const sum = (of: (file: LandingManifest['files'][number]) => number) =>
    files.reduce((all, file) => all + of(file), 0);
  const declared = sum(({ declaredLines }) => declaredLines);
  const otherMembers = sum((file) => file.otherMembers);
  const parts = [
    isRemapped && 'the mapping has changed',
    returned.length > 0 && `every row was read, as there is again: ${returned.join(' ')}`,
    entity.origin !== 'emr' && `${files.length} file(s)`,
    duplicates > 0 && `${duplicates} duplicate(s)`,
    unarchived > 0 && `${unarchived} loaded before and not archived yet`,
    unknown > 0 && `${unknown} with unknown columns`,
    healed !== null && healed.rows > 0 && `${healed.rows} ${HEALED[healed.compared]}`,
    refused.length > 0 && `${refused.length} refused (${refused[0]?.code})`,
    otherFiles > 0 && `${otherFiles} other file(s) ignored`,
    otherMembers > 0 && `${otherMembers} other member(s) of packed files ignored`,
    declared > 0 && `${declared} comment or footer line(s)`,
    rejectedRows > 0 && `${rejectedRows} line(s) rejected`,
    entity.content === 'full' && rejectedRows > 0 && 'no row ended, as a rejected line may have any key',
    ...absentWords(entity, manifest),
  ];
  return parts.filter(Boolean).join(', ') || null;
}
