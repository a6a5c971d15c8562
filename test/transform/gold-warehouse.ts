import { countUnknownReferences } from '../../jobs/transform/count-references';
import { loadDimensions } from '../../jobs/transform/dimensions';
import { loadFacts } from '../../jobs/transform/facts';
import { countDifferentDescriptions, fillGroupLookup } from '../../jobs/transform/group-lookup';
import { loadKpis } from '../../jobs/transform/kpis/load-kpis';
import { recordMonthClosings } from '../../jobs/transform/kpis/month-closings';
import type { Undelivered } from '../../jobs/transform/kpis/undelivered';
import { reconcile } from '../../jobs/transform/reconcile';
import { loadSummaries } from '../../jobs/transform/summaries';
import type { Dialect } from '../../jobs/warehouse/dialect';
import type { Statement, Warehouse } from '../../jobs/warehouse/warehouse';
import { entity, silverTable } from '../../model/catalogue';
import type { WithLookups } from '../../model/group-lookups';
import { BASE_MODEL } from '../../model/model';
import { CLINIC_LOOKUPS } from './clinic-lookups';
import { insertRows, type SqlRow } from './insert-rows';

/** A version of a row of silver; open and from 2025-01-01 where it does not say otherwise. */
export function version(values: SqlRow, from = '2025-01-01', to: string | null = null): SqlRow {
  return {
    hospital_id: 'hospital-a',
    ...values,
    valid_from: `${from} 00:00:00.000000`,
    valid_to: to === null ? null : `${to} 00:00:00.000000`,
    is_current: to === null,
    _row_hash: 'hash',
    _run_id: 'r1',
  };
}

/** Everything that gold is loaded with, in the order of the pipeline. @param undelivered inputs of KPIs. @default every input is delivered. @param lookups of the hospitals. @default those of the clinic */
export function goldStatements(
  dialect: Dialect,
  runId: string,
  undelivered: readonly Undelivered[] = [],
  lookups: readonly WithLookups[] = CLINIC_LOOKUPS,
): Statement[][] {
  return [
    fillGroupLookup(dialect, lookups),
    [...loadDimensions(dialect, BASE_MODEL), ...countDifferentDescriptions(dialect, lookups, runId)],
    [...loadFacts(dialect, BASE_MODEL), ...countUnknownReferences(dialect, BASE_MODEL, runId)],
    loadSummaries(dialect),
    [...loadKpis(dialect, BASE_MODEL, undelivered), ...recordMonthClosings(dialect, runId)],
    reconcile(dialect, BASE_MODEL, runId),
  ];
}

/** Replaces silver by these rows, by entity, and loads gold from it. */
export async function loadGold(
  warehouse: Warehouse,
  silver: Readonly<Record<string, readonly SqlRow[]>>,
  runId = 'r1',
  undelivered: readonly Undelivered[] = [],
  lookups: readonly WithLookups[] = CLINIC_LOOKUPS,
): Promise<void> {
  const fill = Object.entries(silver).flatMap(([name, rows]) =>
    insertRows(warehouse.dialect, silverTable(entity(name)), rows, 'replace'),
  );
  await warehouse.executeAtomically(fill);
  for (const step of goldStatements(warehouse.dialect, runId, undelivered, lookups))
    await warehouse.executeAtomically(step);
}
