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
import { deletedShare, isMassDeletion } from '../transform/deleted-share';
import { landedDeliveries, registerDeliveries } from '../transform/deliveries';
import type { HospitalTable } from '../transform/hospital-table';
import { laterLoads, loadCounts, outdatedLoads } from '../transform/logged-loads';
import { quarantineRejectedLines } from '../transform/quality';
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
  await append(context, of, manifest, { acceptDeletes, forget: true });
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
  return { rowsIn: manifest.rows, rowsOut: added + deleted, detail: `${added} new, ${deleted} deleted` };
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
): Promise<void> {
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
  const bronze = bronzeLoad(entity, manifest, feedOf(spec, hospitalId, entity.name)?.lines);
  if (!acceptDeletes) await refuseMassDeletion(context, bronze);
  await warehouse.executeAtomically([
    ...appendToBronze(warehouse.dialect, bronze),
    ...(hasRejected ? quarantineRejectedLines(warehouse.dialect, bronze) : []),
    ...(forget ? [forgetComparisons(warehouse.dialect, of, manifest.runId)] : []),
    ...registerDeliveries(warehouse.dialect, bronze, landedDeliveries(entity, manifest)),
  ]);
  await refuseUnexplained(warehouse, bronze);
}

/** A source that is being reloaded looks like one whose rows were deleted: readers must never see that state. */
async function refuseMassDeletion({ warehouse, spec }: Context, load: BronzeLoad): Promise<void> {
  if (load.deletes === 'none') return;
  const [counts] = await warehouse.query(deletedShare(warehouse.dialect, load));
  const [alive, missing] = [Number(counts?.['alive'] ?? 0), Number(counts?.['missing'] ?? 0)];
  if (isMassDeletion({ alive, missing }, spec.quality.maximumDeletedShare))
    throw new JobError(
      'DELETED_SHARE_EXCEEDED',
      `${missing} of ${alive} rows of ${load.entity.name} of ${load.hospitalId} are no longer in the source`,
    );
}
