import { asDelivered } from '../../../model/as-delivered';
import { entityOf } from '../../../model/catalogue';
import { REFERENCE_OWNER } from '../../../model/datasets';
import type { StepKind } from '../../../model/graph';
import type { Model } from '../../../model/model';
import type { PipelineSpec } from '../../../model/spec';
import { appendToBronze } from '../../transform/bronze';
import { countUnknownReferences } from '../../transform/count-references';
import { deletedShare } from '../../transform/deleted-share';
import {
  changedDeliveries,
  judgeDeliveries,
  registerDeliveries,
  unexplainedDeliveries,
} from '../../transform/deliveries';
import { loadDimensions } from '../../transform/dimensions';
import { loadFacts } from '../../transform/facts';
import { countDifferentDescriptions, fillGroupLookup } from '../../transform/group-lookup';
import { heldDeliveries, quarantinedShares } from '../../transform/held-deliveries';
import { historyBegun, latestKnown, rebuildHistory } from '../../transform/history';
import { contentDigests } from '../../transform/known-content';
import { loadKpis } from '../../transform/kpis/load-kpis';
import { recordMonthClosings, restatements } from '../../transform/kpis/month-closings';
import { absences } from '../../transform/kpis/undelivered';
import {
  lastLoad,
  laterLoads,
  latestWatermark,
  loadCounts,
  newestFile,
  outdatedLoads,
} from '../../transform/logged-loads';
import { PLACEHOLDER_MOMENT, placeholderTable } from '../../transform/placeholder-table';
import { checkRows } from '../../transform/quality';
import { reconcile, reconciliationDifferences } from '../../transform/reconcile';
import { loadSummaries } from '../../transform/summaries';
import {
  compareWithSilver,
  compareWithSource,
  forgetComparisons,
  moneyColumns,
  stagedTotals,
} from '../../transform/table-totals';
import type { Dialect } from '../../warehouse/dialect';
import type { Statement } from '../../warehouse/warehouse';

/** A step with the statements that it executes on a day on which something came. */
export interface DailyStep {
  readonly kind: StepKind;
  /** Entity; null: the step belongs to the environment. */
  readonly table: string | null;
  /** How many steps of the run are like this one: tables that hospitals deliver in the same way have the same statements. */
  readonly times: number;
  /** Of hospitals they name the one that `placeholderTable` names. */
  readonly statements: readonly Statement[];
}

const RUN = 'run';

/**
 * The steps of a daily run with their statements, in the order of the run. Every key is scanned, whatever the schedule of the scan says, and
 * gold is built whole, also where a run builds what has changed. Left out are rows of the audit, what the dashboard asks at the end, and what
 * happens on other days: a replay, a healing load, unreadable lines, full exports that end rows.
 */
export function dailyStatements(dialect: Dialect, spec: PipelineSpec, model: Model): DailyStep[] {
  const delivered = new Map<string, { of: Of; times: number }>();
  const add = (table: string, feed: Parameters<typeof asDelivered>[1], hospitalId?: string) => {
    const entity = asDelivered(entityOf(model, table), feed);
    const way = [table, entity.origin, entity.content].join();
    const { of, times } = delivered.get(way) ?? {
      of: { ...placeholderTable(entity), ...(hospitalId ? { hospitalId } : {}) },
      times: 0,
    };
    delivered.set(way, { of, times: times + 1 });
  };
  for (const { table, content } of spec.references) add(table, { content }, REFERENCE_OWNER);
  for (const { tables, feeds } of spec.hospitals) {
    for (const table of tables) add(table, undefined);
    for (const { table, content } of feeds) add(table, { content });
  }
  return [
    ...[...delivered.values()].flatMap(({ of, times }) => tableSteps(dialect, of, times)),
    ...goldSteps(dialect, spec, model),
  ];
}

type Of = Parameters<typeof stagedTotals>[1];

function tableSteps(dialect: Dialect, { entity, hospitalId }: Of, times: number): DailyStep[] {
  const of = { entity, hospitalId, runId: RUN };
  const isDatabase = entity.origin === 'emr';
  const isScanned = isDatabase && entity.cursor !== null;
  const deletes = isScanned ? ('scanned_keys' as const) : isDatabase ? ('staged_rows' as const) : ('none' as const);
  const load = { ...of, takenAt: PLACEHOLDER_MOMENT, watermark: null, rows: 0, deletes };
  const totals = { rows: 0, sums: Object.fromEntries(moneyColumns(entity).map((name) => [name, '0.00'])) };
  const unexplained = unexplainedDeliveries(dialect, of);
  const step = (kind: StepKind, statements: readonly Statement[]): DailyStep => ({
    kind,
    table: entity.name,
    times,
    statements,
  });
  return [
    step('extract', [
      latestWatermark(dialect, of),
      ...(isDatabase ? [] : [newestFile(dialect, of), lastLoad(dialect, of)]),
      ...(isScanned ? [contentDigests(dialect, of, 'keys', 2)] : []),
    ]),
    step('load', [
      laterLoads(dialect, load),
      stagedTotals(dialect, of),
      ...(isDatabase ? [deletedShare(dialect, load, { bronze: true, before: [], left: null })] : []),
      ...appendToBronze(dialect, load),
      forgetComparisons(dialect, of, RUN),
      ...registerDeliveries(dialect, load, [{ delivery: isDatabase ? 'snapshot' : 'file', rows: 0, rejected: 0 }]),
      unexplained,
      outdatedLoads(dialect, of),
      loadCounts(dialect, of),
    ]),
    step('check', [
      ...checkRows(dialect, of),
      ...judgeDeliveries(dialect, of),
      ...compareWithSource(dialect, { ...load, totals: isDatabase ? totals : null }),
      unexplained,
      quarantinedShares(dialect, of),
    ]),
    step('history', [
      unexplained,
      changedDeliveries(dialect, of),
      historyBegun(dialect, of),
      latestKnown(dialect, of),
      ...rebuildHistory(dialect, of, PLACEHOLDER_MOMENT),
      ...compareWithSilver(dialect, of, RUN),
      heldDeliveries(dialect, of),
    ]),
  ];
}

function goldSteps(dialect: Dialect, { hospitals }: PipelineSpec, model: Model): DailyStep[] {
  const step = (kind: StepKind, statements: readonly Statement[]): DailyStep => ({
    kind,
    table: null,
    times: 1,
    statements,
  });
  return [
    step('dimensions', [
      ...fillGroupLookup(dialect, hospitals),
      ...loadDimensions(dialect, model),
      ...countDifferentDescriptions(dialect, hospitals, RUN),
    ]),
    step('facts', [...loadFacts(dialect, model), ...countUnknownReferences(dialect, model, RUN)]),
    step('summaries', loadSummaries(dialect)),
    step('kpis', [absences(dialect), ...loadKpis(dialect, model), ...recordMonthClosings(dialect, RUN)]),
    step('reconcile', [
      ...reconcile(dialect, model, RUN),
      reconciliationDifferences(dialect, RUN),
      restatements(dialect),
    ]),
  ];
}
