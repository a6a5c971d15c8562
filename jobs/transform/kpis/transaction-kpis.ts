import { factTransactions } from '../../../model/gold/facts';
import { arMonthEnd } from '../../../model/gold/kpi-tables';
import { AGE_BUCKETS } from '../../../model/kpis/aged-ar';
import { EVERY_SLICE } from '../../../model/kpis/types';
import type { Dialect } from '../../warehouse/dialect';
import type { Statement } from '../../warehouse/warehouse';
import { TRANSACTION_MEASURES } from '../measures';
import { statement } from '../statement';
import { TRAILING_DAYS } from './ar-month-end';
import { insertKpiRows, type KpiArithmetic, type Measure } from './kpi-rows';
import { sliceOf } from './slices';

const CHARGE_KPIS: readonly KpiArithmetic[] = [
  { id: 'gross_charges', numerator: 'charges' },
  { id: 'payments', numerator: 'payments' },
  { id: 'outstanding', numerator: 'outstanding' },
  { id: 'credit_balance', numerator: 'credit_balance' },
  { id: 'gross_collection_rate', numerator: 'payments', denominator: 'charges' },
];

/** One insert per kind of slice: charges and payments, and where the slice is not a month the receivables as of the last close. */
export function insertTransactionKpis(dialect: Dialect): Statement[] {
  const charges = Object.entries(TRANSACTION_MEASURES).map(([name, sql]): Measure => ({ name, sql }));
  return EVERY_SLICE.map((kind) => {
    const isMonth = kind === 'month';
    // A receivable by month is that of the month's close: month-end-kpis.ts.
    const measures = isMonth ? charges : [...charges, ...receivableMeasures(dialect)];
    const arithmetic = isMonth ? CHARGE_KPIS : [...CHARGE_KPIS, ...receivableKpis(dialect)];
    const slice = sliceOf(dialect, kind, 'service_date');
    const ctes = `
    as_of as (
      select max(month_end) as as_of_day from ${dialect.table(arMonthEnd)}
    ),
    rows_in_slice as (
      select hospital_id, ${slice} as slice, service_date, amount, paid_amount, balance, as_of_day,
        amount - case when paid_date is not null then paid_amount else 0 end as open_balance,
        min(service_date) over (partition by hospital_id) as first_charge
      from ${dialect.table(factTransactions)} cross join as_of
    )`;
    return statement(
      `gold.kpi_values.transactions_by_${kind}`,
      insertKpiRows(dialect, kind, ctes, measures, arithmetic),
    );
  });
}

function receivableMeasures(dialect: Dialect): Measure[] {
  const age = dialect.daysBetween('service_date', 'as_of_day');
  const owed = (condition: string) => `sum(case when open_balance > 0${condition} then open_balance else 0 end)`;
  return [
    { name: 'receivable', sql: owed('') },
    { name: 'posted_credit', sql: 'sum(case when open_balance < 0 then 0 - open_balance else 0 end)' },
    {
      name: 'trailing_charges',
      sql: `sum(case when ${age} < ${TRAILING_DAYS} then amount else 0 end)`,
    },
    // Over all hospitals the window is full only when it is full for each.
    {
      name: 'window_missing',
      sql: `max(case when ${dialect.daysBetween('first_charge', 'as_of_day')} + 1 >= ${TRAILING_DAYS} then 0 else 1 end)`,
      groupBy: 'max',
    },
    ...AGE_BUCKETS.map(({ id, from, to }) => ({
      name: id,
      sql: owed(` and ${age} >= ${from}${to === null ? '' : ` and ${age} <= ${to}`}`),
    })),
  ];
}

function receivableKpis(dialect: Dialect): KpiArithmetic[] {
  return [
    { id: 'ar_balance', numerator: 'receivable' },
    { id: 'ar_credit_balance', numerator: 'posted_credit' },
    {
      id: 'days_in_ar',
      numerator: 'receivable',
      denominator: dialect.ratio('trailing_charges', `${TRAILING_DAYS}`),
      value: `case when window_missing = 0 then ${dialect.ratio(`${TRAILING_DAYS} * receivable`, 'trailing_charges')} end`,
    },
    ...AGE_BUCKETS.map(({ id }) => ({ id, numerator: id, denominator: 'receivable' })),
  ];
}
