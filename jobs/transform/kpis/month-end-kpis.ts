import { arMonthEnd } from '../../../model/gold/kpi-tables';
import type { Dialect } from '../../warehouse/dialect';
import type { Statement } from '../../warehouse/warehouse';
import { statement } from '../statement';
import { TRAILING_DAYS } from './ar-month-end';
import { insertKpiRows, type Measure } from './kpi-rows';
import { monthText } from './slices';

const MEASURES: readonly Measure[] = [
  { name: 'charges', sql: 'sum(charges)' },
  { name: 'payments', sql: 'sum(payments)' },
  { name: 'receivable', sql: 'sum(receivable)' },
  { name: 'credit_balance', sql: 'sum(credit_balance)' },
  { name: 'trailing_charges', sql: 'sum(trailing_charges)' },
  // Over all hospitals the window is full only when it is full for each.
  {
    name: 'window_missing',
    sql: `max(case when calendar_days = ${TRAILING_DAYS} then 0 else 1 end)`,
    groupBy: 'max',
  },
];
const POSTED_RATE = { id: 'gross_collection_rate_posted', numerator: 'payments', denominator: 'charges' } as const;

/** KPIs by month of the close, from gold.ar_month_end, and the collection rate of everything that was posted. */
export function insertMonthEndKpis(dialect: Dialect): Statement[] {
  const slices = { month: monthText(dialect, 'month'), total: "'total'" } as const;
  const arithmetic = {
    total: [POSTED_RATE],
    month: [
      POSTED_RATE,
      { id: 'ar_balance', numerator: 'receivable' },
      { id: 'ar_credit_balance', numerator: 'credit_balance' },
      {
        id: 'days_in_ar',
        numerator: 'receivable',
        denominator: dialect.ratio('trailing_charges', `${TRAILING_DAYS}`),
        value: `case when window_missing = 0 then ${dialect.ratio(`${TRAILING_DAYS} * receivable`, 'trailing_charges')} end`,
      },
    ],
  } as const;
  return (['total', 'month'] as const).map((kind) => {
    const ctes = `rows_in_slice as (select *, ${slices[kind]} as slice from ${dialect.table(arMonthEnd)})`;
    return statement(
      `gold.kpi_values.month_end_by_${kind}`,
      insertKpiRows(dialect, kind, ctes, MEASURES, arithmetic[kind]),
    );
  });
}
