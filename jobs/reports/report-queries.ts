import { quarantineTable, silverTable } from '../../model/catalogue';
import { arMonthEnd, kpiValues } from '../../model/gold/kpi-tables';
import { departmentPerformance, financialMetrics, payorPerformance } from '../../model/gold/summaries';
import { AGE_BUCKETS } from '../../model/kpis/aged-ar';
import type { Model } from '../../model/model';
import { restatements } from '../transform/kpis/month-closings';
import type { Dialect } from '../warehouse/dialect';
import { union } from '../warehouse/named-columns';
import type { Statement } from '../warehouse/warehouse';
import { rowsByBrokenRules, unknownReferenceCounts } from './broken-rules';
import { accountsOfReadings, deliveriesOfRun, everyHeldDelivery } from './delivery-queries';
import { quarantineCounts, readings, stepsOfRun, totalsOfRun } from './run-queries';

/** The queries behind the report, each already at the grain that is shown: nothing is joined, so nothing can fan out. */
export function reportQueries(dialect: Dialect, model: Model, runId: string) {
  const query = (name: string, sql: string): Statement => ({ name: `report.${name}`, sql });
  const statuses = ['Approved', 'Paid', 'Denied', 'Rejected', 'Pending', 'Reversed'] as const;
  return {
    kpis: query(
      'kpis',
      `select kpi_id, hospital_id, value, status, needs, undelivered from ${dialect.table(kpiValues)} where slice_kind = 'total' order by kpi_id, hospital_id`,
    ),
    aged: query(
      'aged_receivable',
      `select kpi_id, hospital_id, numerator from ${dialect.table(kpiValues)}
where slice_kind = 'total' and kpi_id in (${AGE_BUCKETS.map(({ id }) => dialect.text(id)).join(', ')}) order by hospital_id, kpi_id`,
    ),
    months: query(
      'months',
      `select hospital_id, month, month_end, is_partial, charges, payments, receivable, credit_balance, days_in_ar
from ${dialect.table(arMonthEnd)} order by hospital_id, month`,
    ),
    statuses: query(
      'claim_statuses',
      `select hospital_id, ${statuses.map((status) => `claims_${status.toLowerCase()} as ${dialect.identifier(status)}`).join(', ')}
from ${dialect.table(financialMetrics)} order by hospital_id`,
    ),
    payers: query(
      'payers',
      `select hospital_id, payer_id, min(payer_name) as payer_name, sum(claims) as claims, sum(claimed_amount) as claimed, sum(claim_payments) as paid,
  sum(claims_approved + claims_paid + claims_denied) as adjudicated, sum(claims_denied) as denied, sum(claims_pending) as pending
from ${dialect.table(payorPerformance)} group by hospital_id, payer_id order by hospital_id, payer_id`,
    ),
    departments: query(
      'departments',
      `select hospital_id, coalesce(group_department_id, concat(hospital_id, '/', department_id)) as department_id,
  coalesce(group_department_name, department_name, department_id) as department, charges, payments
from ${dialect.table(departmentPerformance)} p order by hospital_id, p.department_id`,
    ),
    tables: query('tables', tableCounts(dialect, model)),
    rules: rowsByBrokenRules(dialect, model),
    unknownReferences: unknownReferenceCounts(dialect),
    restatements: restatements(dialect),
    reconciliations: totalsOfRun(dialect, runId),
    steps: stepsOfRun(dialect, runId),
    readings: readings(dialect, runId),
    deliveries: deliveriesOfRun(dialect, runId),
    accounts: accountsOfReadings(dialect),
    heldDeliveries: everyHeldDelivery(dialect),
    quarantine: quarantineCounts(dialect, model),
  };
}

/** Rows and versions per hospital and entity, also where all rows are in quarantine. */
function tableCounts(dialect: Dialect, { entities }: Model): string {
  const arms = entities.flatMap((entity, place) => {
    const nothing = {
      hospital_id: 'hospital_id',
      place: String(place),
      table_name: `'${entity.name}'`,
      row_count: '0',
      versions: '0',
    };
    return [
      {
        columns: { ...nothing, row_count: 'sum(case when is_current then 1 else 0 end)', versions: 'count(*)' },
        from: `from ${dialect.table(silverTable(entity))} v group by hospital_id`,
      },
      {
        columns: nothing,
        from: `from ${dialect.table(quarantineTable(entity))} q group by hospital_id`,
      },
    ];
  });
  return `select hospital_id, table_name, sum(row_count) as row_count, sum(versions) as versions
from (
${union(dialect, 'all', arms)}
) counted
group by hospital_id, place, table_name
order by hospital_id, place`;
}
