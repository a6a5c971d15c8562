import { stagingKeysTable, stagingTable } from '../../model/catalogue';
import type { Step } from '../../model/graph';
import { JobError } from '../errors';
import { readManifest } from '../lake/landing';
import { feedOf } from '../sources/files/feed-of';
import { fileFormat } from '../sources/files/formats/registry';
import { archiveFiles } from '../sources/files/inbox';
import { appendToBronze, type BronzeLoad, bronzeLoad, loadCounts } from '../transform/bronze';
import { deletedShare, isMassDeletion } from '../transform/deleted-share';
import { landingDifferences, stagedTotals } from '../transform/table-totals';
import type { Context } from './context';
import type { StepInput, StepReport } from './step-work';
import { tableOfStep } from './table-of-step';

/** Landing to bronze. Files are archived only now, when their rows are safe. */
export async function loadStep(context: Context, step: Step, { runId, acceptDeletes }: StepInput): Promise<StepReport> {
  const { entity, hospitalId } = tableOfStep(step);
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
  if (entity.origin !== 'emr') {
    await archiveFiles(manifest, lake, fileFormat(feedOf(context.spec, hospitalId, entity.name)?.format));
  }
  const [counts] = await warehouse.query(loadCounts(warehouse.dialect, { entity, hospitalId, runId }));
  const added = Number(counts?.['rows_new'] ?? 0);
  const deleted = Number(counts?.['rows_deleted'] ?? 0);
  return { rowsIn: manifest.rows, rowsOut: added + deleted, detail: `${added} new, ${deleted} deleted` };
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
