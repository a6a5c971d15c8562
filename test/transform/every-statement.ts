import { appendToBronze, type BronzeLoad } from '../../jobs/transform/bronze';
import { type DeleteComparison, deletedShare } from '../../jobs/transform/deleted-share';
import {
  changedDeliveries,
  judgeDeliveries,
  lostDeliveries,
  registerDeliveries,
  unexplainedDeliveries,
} from '../../jobs/transform/deliveries';
import { heldDeliveries, quarantinedShares } from '../../jobs/transform/held-deliveries';
import { historyBegun, latestKnown, rebuildHistory } from '../../jobs/transform/history';
import { historyViolations } from '../../jobs/transform/history-violations';
import type { HospitalTable } from '../../jobs/transform/hospital-table';
import { lastKeyScan } from '../../jobs/transform/key-scans';
import { contentDigests, contentsOfChunks } from '../../jobs/transform/known-content';
import { rowSums, rowsOfChunks, rowsOfKeys } from '../../jobs/transform/known-rows';
import { restatements } from '../../jobs/transform/kpis/month-closings';
import { absences } from '../../jobs/transform/kpis/undelivered';
import {
  lastLoad,
  laterLoads,
  latestWatermark,
  loadCounts,
  newestFile,
  outdatedLoads,
} from '../../jobs/transform/logged-loads';
import { PLACEHOLDER_MOMENT, placeholderTable } from '../../jobs/transform/placeholder-table';
import { checkRows, quarantineRejectedLines } from '../../jobs/transform/quality';
import { reconciliationDifferences } from '../../jobs/transform/reconcile';
import { filesWithoutEveryKey } from '../../jobs/transform/remaining-keys';
import {
  compareWithSilver,
  compareWithSource,
  forgetComparisons,
  moneyColumns,
  stagedTotals,
} from '../../jobs/transform/table-totals';
import type { Dialect } from '../../jobs/warehouse/dialect';
import type { Statement } from '../../jobs/warehouse/warehouse';
import { asDelivered } from '../../model/as-delivered';
import { ENTITIES, entity } from '../../model/catalogue';
import { goldStatements } from './gold-warehouse';

/** What a load of a database is compared with. */
const WHOLE_SOURCE: DeleteComparison = { bronze: true, before: [], left: null };

/** Every statement that the transformations run, for a hospital called `hospital-a`. Names are unique. */
export function everyStatement(dialect: Dialect): Statement[] {
  const runId = 'run';
  const tables = ENTITIES.flatMap((each) => {
    const of = placeholderTable(each);
    // As the pipeline finds deletes: a database's tables by a scan of their keys, or by being read whole.
    const ofDatabase = each.cursor === null ? 'staged_rows' : 'scanned_keys';
    const load = { ...of, takenAt: PLACEHOLDER_MOMENT, watermark: null, rows: 0 };
    const sums = Object.fromEntries(moneyColumns(each).map((name) => [name, '0.00']));
    return [
      stagedTotals(dialect, of),
      ...(each.origin === 'emr' ? [deletedShare(dialect, { ...load, deletes: ofDatabase }, WHOLE_SOURCE)] : []),
      ...appendToBronze(dialect, { ...load, deletes: each.origin === 'emr' ? ofDatabase : 'none' }),
      ...registerDeliveries(dialect, { ...load, deletes: 'none' }, [{ delivery: 'snapshot', rows: 0, rejected: 0 }]),
      unexplainedDeliveries(dialect, of),
      ...(each.origin === 'emr' ? compareWithSource(dialect, { ...load, totals: { rows: 0, sums } }) : []),
      ...(each.origin === 'emr' ? contentStatements(dialect, of) : []),
      forgetComparisons(dialect, of, runId),
      ...compareWithSilver(dialect, of, runId),
      ...quarantineRejectedLines(dialect, of),
      ...checkRows(dialect, of),
      ...judgeDeliveries(dialect, of),
      changedDeliveries(dialect, of),
      quarantinedShares(dialect, of),
      heldDeliveries(dialect, of),
      ...rebuildHistory(dialect, of, PLACEHOLDER_MOMENT),
      ...rebuildHistory(dialect, of, PLACEHOLDER_MOMENT, 'first').filter(({ name }) => name.includes('_first')),
      historyBegun(dialect, of),
      latestKnown(dialect, of),
      historyViolations(dialect, of),
      historyViolations(dialect, of, 'applied'),
      ...checkRows(dialect, of, 'applied'),
      ...judgeDeliveries(dialect, of, 'applied'),
      lostDeliveries(dialect, of),
      ...rebuildHistory(dialect, of, PLACEHOLDER_MOMENT, 'applied').filter(({ name }) => name.includes('_applied')),
    ];
  });
  const lines: BronzeLoad = {
    ...{
      entity: entity('claims'),
      hospitalId: 'hospital-a',
      runId,
      takenAt: PLACEHOLDER_MOMENT,
      watermark: null,
      rows: 0,
    },
    ...{ whole: false, deletes: 'none', addsLines: true },
  };
  const ofLines = [
    ...appendToBronze(dialect, lines),
    ...registerDeliveries(dialect, lines, [{ delivery: 'file', rows: 0, rejected: 0 }]),
  ];
  const of = { entity: entity('patients'), hospitalId: 'hospital-a', runId };
  const exported: BronzeLoad = {
    ...{
      ...of,
      entity: asDelivered(of.entity, { content: 'full' }),
      takenAt: PLACEHOLDER_MOMENT,
      watermark: null,
      rows: 0,
    },
    ...{ newestFile: 'file', deletes: 'newest_file' },
  };
  const afterOlder = { bronze: false, before: ['older'], left: 'file' };
  const ofExports = [
    filesWithoutEveryKey(dialect, exported),
    deletedShare(dialect, exported, { ...WHOLE_SOURCE, left: 'file' }),
    deletedShare(dialect, exported, afterOlder),
    ...appendToBronze(dialect, exported),
  ];
  return [
    latestWatermark(dialect, of),
    lastKeyScan(dialect, of),
    loadCounts(dialect, of),
    newestFile(dialect, of),
    lastLoad(dialect, of),
    laterLoads(dialect, { ...of, takenAt: PLACEHOLDER_MOMENT }),
    outdatedLoads(dialect, of),
    ...tables,
    ...ofLines.filter(({ name }) => name.includes('_lines')),
    ...ofExports.filter(({ name }) => /_of_file|files_without/.test(name)),
    absences(dialect),
    ...goldStatements(dialect, runId).flat(),
    reconciliationDifferences(dialect, runId),
    restatements(dialect),
  ];
}

/** What an extract step asks bronze for, keys in every run and contents when it heals, and what a proof asks. */
function contentStatements(dialect: Dialect, of: HospitalTable): Statement[] {
  const compared = (['keys', 'rows'] as const).flatMap((each) => [
    contentDigests(dialect, of, each, 2),
    contentsOfChunks(dialect, of, each, ['00', 'ff']),
  ]);
  return [
    ...compared,
    rowSums(dialect, of, 3),
    rowsOfChunks(dialect, of, ['000', 'fff']),
    rowsOfKeys(dialect, of, ['0'.repeat(64)]),
  ];
}
