import { modelOf } from '../../model/model';
import type { PipelineSpec } from '../../model/spec';
import { keyScansOfRun } from '../transform/key-scans';
import { absences, absencesOf } from '../transform/kpis/undelivered';
import type { Row, Warehouse } from '../warehouse/warehouse';
import { agreement } from './agreement';
import { comparisons } from './comparisons';
import { accountsOfReadings, deliveriesOfRun, everyHeldDelivery } from './delivery-queries';
import { deliveryReports, heldDeliveries, rowsOfRun, stepNotes } from './delivery-reports';
import { failureCauses, stepEnd, stepParts } from './failure-causes';
import type { ReportData } from './report-data';
import { readings, stepsOfRun, totalsOfRun } from './run-queries';
import type { RunReport } from './run-report-data';
import { olderFigures, sourceReports } from './source-readings';
import { type KeyScanOfRun, recordedTables, sourceTables } from './source-tables';

/** Which run, as seen when. */
export interface RunReportRequest {
  readonly warehouse: Pick<Warehouse, 'dialect' | 'query'>;
  /** null: not at hand; then only tables that runs have recorded are known. */
  readonly spec:
    | (Pick<PipelineSpec, 'hospitals' | 'references' | 'model'> & Partial<Pick<PipelineSpec, 'dailyRun'>>)
    | null;
  readonly runId: string;
  readonly now: Date;
}

/** Steps that work on the report itself: an earlier try of the run may have left a failure of theirs. */
const AFTER_THE_REPORT = ['report', 'finish'];

/** Reads what `ops` and quarantine know of a run. `isPublishing`: the run's last steps are still to come, and their earlier tries do not count. */
export async function readRunReport(
  { warehouse, spec, runId, now }: RunReportRequest,
  { isPublishing = false } = {},
): Promise<RunReport> {
  const { dialect } = warehouse;
  const model = modelOf(spec ?? {});
  const steps = (await warehouse.query(stepsOfRun(dialect, runId)))
    .map(stepEnd)
    .filter(({ id }) => !isPublishing || !AFTER_THE_REPORT.includes(id));
  const rows = {
    readings: await warehouse.query(readings(dialect, runId)),
    accounts: await warehouse.query(accountsOfReadings(dialect)),
    absent: absencesOf(await warehouse.query(absences(dialect))),
    scans: await warehouse.query(keyScansOfRun(dialect, runId)),
  };
  const deliveries = deliveryReports(await warehouse.query(deliveriesOfRun(dialect, runId)));
  const totals = (await warehouse.query(totalsOfRun(dialect, runId))).map(totalOfRow);
  const tables = spec
    ? sourceTables(spec, rows.scans.map(scanOfRow))
    : recordedTables(model, [...rows.readings.map(tableOf), ...steps.flatMap(tableOfStep)]);
  const sources = sourceReports(tables, steps, rows, now);
  const compared = comparisons(dialect, model, { tables, steps, totals });
  const failures = failureCauses(steps);
  return {
    agreement: agreement(compared, sources, failures),
    ...{ sources, olderFigures: olderFigures(sources), comparisons: compared, failures },
    ...{ rows: rowsOfRun(deliveries), deliveries, notes: stepNotes(steps) },
    heldDeliveries: heldDeliveries(await warehouse.query(everyHeldDelivery(dialect))),
  };
}

function scanOfRow(row: Row): KeyScanOfRun {
  const text = (column: string) => (row[column] === null ? null : String(row[column]));
  return { ...tableOf(row), scannedBefore: text('scanned_before'), readAt: text('read_at') };
}

function tableOf(row: Row): { hospital: string; table: string } {
  return { hospital: String(row['hospital_id']), table: String(row['table_name']) };
}

function tableOfStep({ id }: { readonly id: string }): { hospital: string; table: string }[] {
  const { hospital, table } = stepParts(id);
  return hospital !== null && table !== null ? [{ hospital, table }] : [];
}

/** A row of `totalsOfRun`. */
export function totalOfRow(row: Row): ReportData['reconciliations'][number] {
  const text = (column: string) => String(row[column] ?? '');
  return {
    ...{ hospital: text('hospital_id'), subject: text('subject') },
    ...{ expected: text('expected'), actual: text('actual'), difference: text('difference') },
  };
}
