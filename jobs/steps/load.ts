import { stagingKeysTable, stagingRejectedTable, stagingTable } from '../../model/catalogue';
import { feedOf } from '../../model/feed-of';
import type { Step } from '../../model/graph';
import type { TableDefinition } from '../../model/types';
import { JobError } from '../errors';
import { isLanded, readManifest } from '../lake/landing';
import type { LandingManifest } from '../lake/manifest';
import { fileFormat } from '../sources/files/formats/registry';
import { archiveFiles } from '../sources/files/inbox';
import { appendToBronze, type BronzeLoad, bronzeLoad } from '../transform/bronze';
import { deleteComparisons, deletedShare, isMassDeletion } from '../transform/deleted-share';
import { landedDeliveries, registerDeliveries } from '../transform/deliveries';
import type { HospitalTable } from '../transform/hospital-table';
import { laterLoads, loadCounts, outdatedLoads } from '../transform/logged-loads';
import { quarantineRejectedLines } from '../transform/quality';
import { filesWithoutEveryKey } from '../transform/remaining-keys';
import { forgetComparisons, landingDifferences, stagedTotals } from '../transform/table-totals';
import type { Context } from './context';
import { refuseUnexplained } from './explained-deliveries';
import type { StepInput, StepReport } from './step-work';
import { tableOfStep } from './table-of-step';

/**
 * Landing to bronze; files are archived only now, when their rows are safe. After a load of an earlier snapshot than bronze has, the later
 * ones are appended again from their landings: bronze is then as if all had come in order.
 */
export async function loadStep(context: Context, step: Step, { runId, acceptDeletes }: StepInput): Promise<StepReport> {
  const of = tableOfStep(context.spec, step);
  const { entity, hospitalId } = of;
  const { warehouse, lake, spec } = context;
  const manifest = await landingOf(context, of, runId);
  await refuseWithoutLaterLandings(context, of, manifest);
  const { endsNothing } = await append(context, of, manifest, { acceptDeletes, forget: true });
  // Its deletes were judged when it came first.
  for (const later of await warehouse.query(outdatedLoads(warehouse.dialect, of)))
    await append(context, of, await landingOf(context, of, String(later['run_id'])), {
      acceptDeletes: true,
      forget: false,
    });
  if (entity.origin !== 'emr')
    await archiveFiles(manifest, lake, fileFormat(feedOf(spec, hospitalId, entity.name)?.format));
  const [counts] = await warehouse.query(loadCounts(warehouse.dialect, { ...of, runId }));
  const added = Number(counts?.['rows_new'] ?? 0);
  const deleted = Number(counts?.['rows_deleted'] ?? 0);
  const why = endsNothing ? ', no row ended, as a row without a key may be any of them' : '';
  return { rowsIn: manifest.rows, rowsOut: added + deleted, detail: `${added} new, ${deleted} deleted${why}` };
}

function landingOf({ lake }: Context, { entity, hospitalId }: HospitalTable, runId: string): Promise<LandingManifest> {
  return readManifest(lake.landing, { hospitalId, table: entity.name, runId });
}

/** @throws JobError `LOAD_SUPERSEDED` when bronze has a later snapshot whose landing is gone: it could not be appended again after this one. */
async function refuseWithoutLaterLandings(
  { warehouse, lake }: Context,
  of: HospitalTable,
  { runId, takenAt }: LandingManifest,
): Promise<void> {
  for (const row of await warehouse.query(laterLoads(warehouse.dialect, { ...of, runId, takenAt }))) {
    const later = String(row['run_id']);
    const table = of.entity.name;
    if (!(await isLanded(lake.landing, { hospitalId: of.hospitalId, table, runId: later })))
      throw new JobError('LOAD_SUPERSEDED', `${table} of ${of.hospitalId} has a later snapshot, of run ${later}`);
  }
}

/**
 * Staging of one landing, checked against its manifest, then bronze; its unreadable lines go to quarantine with its rows, in one transaction.
 * `forget`: the totals that the run compared before are of another landing. A later load that is appended again keeps its totals.
 */
async function append(
  context: Context,
  of: HospitalTable,
  manifest: LandingManifest,
  { acceptDeletes, forget }: { readonly acceptDeletes: boolean; readonly forget: boolean },
): Promise<{ readonly endsNothing: boolean }> {
  const { entity, hospitalId } = of;
  const { warehouse, lake, spec } = context;
  const load = async (parts: readonly { key: string }[], into: TableDefinition) =>
    warehouse.loadParquet({ store: lake.landing, keys: parts.map(({ key }) => key), into });
  await load(manifest.parts, stagingTable(entity, hospitalId));
  const [staged = {}] = await warehouse.query(stagedTotals(warehouse.dialect, of));
  const lost = landingDifferences(entity, manifest, staged);
  if (lost.length > 0) throw new JobError('LANDING_DIFFERENCE', `${entity.name} of ${hospitalId}: ${lost.join(', ')}`);
  if (manifest.keyParts) await load(manifest.keyParts, stagingKeysTable(entity, hospitalId));
  const hasRejected = manifest.rejectedParts.length > 0;
  if (hasRejected) await load(manifest.rejectedParts, stagingRejectedTable(entity, hospitalId));
  const keyless = await keylessFiles(context, of);
  const bronze = bronzeLoad(entity, manifest, feedOf(spec, hospitalId, entity.name)?.lines, keyless);
  if (!acceptDeletes) await refuseMassDeletion(context, bronze);
  await warehouse.executeAtomically([
    ...appendToBronze(warehouse.dialect, bronze),
    ...(hasRejected ? quarantineRejectedLines(warehouse.dialect, bronze) : []),
    ...(forget ? [forgetComparisons(warehouse.dialect, of, manifest.runId)] : []),
    ...registerDeliveries(warehouse.dialect, bronze, landedDeliveries(entity, manifest)),
  ]);
  await refuseUnexplained(warehouse, bronze);
  return { endsNothing: entity.content === 'full' && keyless.has(bronze.newestFile ?? '') };
}

/** Staged full exports with a row without a key. */
async function keylessFiles({ warehouse }: Context, of: HospitalTable): Promise<ReadonlySet<string>> {
  if (of.entity.content !== 'full') return new Set();
  const files = await warehouse.query(filesWithoutEveryKey(warehouse.dialect, of));
  return new Set(files.map((row) => String(row['source_file'])));
}

/** A source that is being reloaded, or a file that was cut, looks like one whose rows were deleted: readers must never see that state. */
async function refuseMassDeletion({ warehouse, spec }: Context, load: BronzeLoad): Promise<void> {
  const { entity, hospitalId, deletes } = load;
  const { maximumDeletedShare: maximumShare } = spec.quality;
  for (const comparison of deleteComparisons(load)) {
    const [counts] = await warehouse.query(deletedShare(warehouse.dialect, load, comparison));
    const [alive, missing] = [Number(counts?.['alive'] ?? 0), Number(counts?.['missing'] ?? 0)];
    if (!isMassDeletion({ alive, missing }, { maximumShare, deletes })) continue;
    const { left } = comparison;
    const where = left === null ? 'no longer in the source' : `not in its full export (sha256 ${left.slice(0, 12)})`;
    throw new JobError(
      'DELETED_SHARE_EXCEEDED',
      `${missing} of ${alive} rows of ${entity.name} of ${hospitalId} are ${where}`,
    );
  }
}
