import { AGE_BUCKETS } from '../../model/kpis/aged-ar';
import { type Model, modelOf } from '../../model/model';
import type { PipelineSpec } from '../../model/spec';
import type { ObjectStore } from '../lake/object-store';
import { instantText } from '../lake/row-text';
import { restatedFigure } from '../transform/kpis/month-closings';
import type { Row, Warehouse } from '../warehouse/warehouse';
import { brokenRules } from './broken-rules';
import { dashboardHtml } from './dashboard';
import { countsOf } from './quarantine-counts';
import type { KpiReport, KpiValue, ReportData } from './report-data';
import { reportQueries } from './report-queries';
import { restatementCauses } from './restatement-causes';
import { readRunReport, totalOfRow } from './run-report';

/** What a report is made from, and where it goes. */
export interface ReportRequest {
  readonly warehouse: Warehouse;
  readonly spec: Pick<PipelineSpec, 'environment' | 'group' | 'stage' | 'hospitals' | 'references' | 'model'>;
  readonly reports: ObjectStore;
  readonly runId: string;
}

/** Reads gold and ops, and writes dashboard.html and kpis.json. Reads aggregates only, never a row about one patient. */
export async function publishReports(request: ReportRequest): Promise<ReportData> {
  const data = await readReportData(request);
  await request.reports.writeText('kpis.json', `${JSON.stringify(data, null, 2)}\n`);
  await request.reports.writeText('dashboard.html', await dashboardHtml(data));
  return data;
}

async function readReportData({ warehouse, spec, runId }: ReportRequest): Promise<ReportData> {
  const model = modelOf(spec);
  const queries = reportQueries(warehouse.dialect, model, runId);
  const rows = async (name: keyof typeof queries) => warehouse.query(queries[name]);
  const months = await rows('months');
  const quarantine = await rows('quarantine');
  const restatedMonths = (await rows('restatements')).map(restatedFigure);
  const now = new Date();
  const run = await readRunReport({ warehouse, spec, runId, now }, { isPublishing: true });
  return {
    environment: spec.environment,
    group: spec.group,
    stage: spec.stage,
    runId,
    publishedAt: instantText(now).slice(0, 19),
    asOf:
      months
        .map((row) => text(row, 'month_end'))
        .sort()
        .at(-1) ?? 'no activity yet',
    hospitals: spec.hospitals.map(({ id }) => id).sort(),
    ...run,
    kpis: kpiReports(model, await rows('kpis')),
    months: months.map((row) => ({
      hospital: text(row, 'hospital_id'),
      month: text(row, 'month').slice(0, 7),
      isPartial: row['is_partial'] === true,
      charges: text(row, 'charges'),
      payments: text(row, 'payments'),
      receivable: text(row, 'receivable'),
      creditBalance: text(row, 'credit_balance'),
      daysInAr: row['days_in_ar'] === null ? null : text(row, 'days_in_ar'),
    })),
    claimStatuses: (await rows('statuses')).flatMap((row) =>
      Object.entries(row)
        .filter(([status]) => status !== 'hospital_id')
        .map(([status, claims]) => ({ hospital: text(row, 'hospital_id'), status, claims: Number(claims) })),
    ),
    agedReceivable: agedReceivable(await rows('aged')),
    payers: (await rows('payers')).map((row) => ({
      hospital: text(row, 'hospital_id'),
      id: text(row, 'payer_id'),
      payer: row['payer_name'] === null ? text(row, 'payer_id') : text(row, 'payer_name'),
      claims: Number(row['claims']),
      claimed: text(row, 'claimed'),
      paid: text(row, 'paid'),
      adjudicated: Number(row['adjudicated']),
      denied: Number(row['denied']),
      pending: Number(row['pending']),
    })),
    departments: (await rows('departments')).map((row) => ({
      hospital: text(row, 'hospital_id'),
      id: text(row, 'department_id'),
      department: text(row, 'department'),
      charges: text(row, 'charges'),
      payments: text(row, 'payments'),
    })),
    tables: (await rows('tables')).map((row) => ({
      hospital: text(row, 'hospital_id'),
      table: text(row, 'table_name'),
      rows: Number(row['row_count']),
      versions: Number(row['versions']),
      ...countsOf(quarantine, text(row, 'hospital_id'), text(row, 'table_name')),
    })),
    rules: brokenRules(await rows('rules'), await rows('unknownReferences')),
    restatedMonths,
    restatements: restatementCauses(restatedMonths),
    reconciliations: (await rows('reconciliations')).map(totalOfRow),
  };
}

/** The model's KPIs in its order, each with a value per hospital and for the group. */
function kpiReports({ kpis }: Model, rows: readonly Row[]): KpiReport[] {
  return kpis.map(({ id, name, definition, unit, goodDirection, source, caveat }) => ({
    id,
    name,
    definition,
    unit,
    goodDirection,
    source,
    caveat,
    values: Object.fromEntries(rowsOf(id, rows).map((row) => [text(row, 'hospital_id'), kpiValue(row)])),
  }));
}

/** Youngest bucket first, whatever the order of the rows. */
function agedReceivable(rows: readonly Row[]): ReportData['agedReceivable'] {
  return AGE_BUCKETS.flatMap(({ id, from, to }) =>
    rowsOf(id, rows)
      .filter((row) => row['hospital_id'] !== 'all' && row['numerator'] !== null)
      .map((row) => ({
        hospital: text(row, 'hospital_id'),
        bucket: to === null ? `over ${from - 1}` : `${from}-${to}`,
        amount: text(row, 'numerator'),
      })),
  );
}

function rowsOf(id: string, rows: readonly Row[]): Row[] {
  return rows.filter((row) => row['kpi_id'] === id);
}

function kpiValue(row: Row): KpiValue {
  const status = row['status'] === 'ok' ? 'ok' : 'not_computable';
  return {
    status,
    value: row['value'] === null ? null : text(row, 'value'),
    needs: row['needs'] === null ? null : text(row, 'needs'),
    undelivered: row['undelivered'] === null ? null : text(row, 'undelivered'),
  };
}

/** A value of a column that the query always fills. */
function text(row: Row, column: string): string {
  return String(row[column] ?? '');
}
