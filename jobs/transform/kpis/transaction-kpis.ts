import { factTransactions } from '../../../model/gold/facts';
import { arMonthEnd } from '../../../model/gold/kpi-tables';
import { AGE_BUCKETS, type AgedArKpiId } from '../../../model/kpis/aged-ar';
import type { ChargeKpiId, OpenBalanceKpiId } from '../../../model/kpis/transactions';
import { EVERY_SLICE } from '../../../model/kpis/types';
import type { Dialect } from '../../warehouse/dialect';
import { statement } from '../../warehouse/statement';
import type { Statement } from '../../warehouse/warehouse';
import { TRANSACTION_MEASURES } from '../measures';
import { TRAILING_DAYS } from './ar-month-end';
import { type Arithmetic, insertKpiRows, type KpiArithmetic, type Measure } from './kpi-rows';
import { daysInAr } from './month-end-kpis';
import { sliceOf } from './slices';
import type { Undelivered } from './undelivered';

const CHARGES: Arithmetic<ChargeKpiId> = {
  gross_charges: { numerator: 'charges' },
  payments: { numerator: 'payments' },
  outstanding: { numerator: 'outstanding' },
  credit_balance: { numerator: 'credit_balance' },
  gross_collection_rate: { numerator: 'payments', denominator: 'charges' },
};

/** Inserts the KPIs of transactions, one insert per kind of slice: charges and payments, and open balances at the last close. */
export function insertTransactionKpis(dialect: Dialect, undelivered: readonly Undelivered[]): Statement[] {
  const charges = Object.entries(TRANSACTION_MEASURES).map(([name, sql]): Measure => ({ name, sql }));
  return EVERY_SLICE.map((kind) => {
    const isMonth = kind === 'month';
    // By month, open balances are those at the close of the month: month-end-kpis.ts.
    const measures = isMonth ? charges : [...charges, ...openBalanceMeasures(dialect)];
    const arithmetic = isMonth ? CHARGES : { ...CHARGES, ...openBalanceKpis(dialect) };
    const tables = {
      as_of: `select max(month_end) as as_of_day from ${dialect.table(arMonthEnd)} m`,
      windows: `select hospital_id as charging, calendar_days from ${dialect.table(arMonthEnd)} m join as_of on month_end = as_of_day`,
      rows_in_slice: `
        select hospital_id, ${sliceOf(dialect, kind, 'service_date')} as slice, service_date, amount, paid_amount, balance, as_of_day, calendar_days,
          amount - case when paid_date is not null then paid_amount else 0 end as open_balance
        from ${dialect.table(factTransactions)} f cross join as_of left join windows on charging = hospital_id`,
    };
    return statement(
      `gold.kpi_values.transactions_by_${kind}`,
      insertKpiRows(dialect, { kind, tables, measures }, arithmetic, undelivered),
    );
  });
}

function openBalanceMeasures(dialect: Dialect): Measure[] {
  const age = dialect.daysBetween('service_date', 'as_of_day');
  const owed = (condition: string) => `sum(case when open_balance > 0${condition} then open_balance else 0 end)`;
  return [
    { name: 'receivable', sql: owed('') },
    { name: 'posted_credit', sql: 'sum(case when open_balance < 0 then 0 - open_balance else 0 end)' },
    {
      name: 'trailing_charges',
      sql: `sum(case when ${age} < ${TRAILING_DAYS} then amount else 0 end)`,
    },
    // The group's window is full only when that of each hospital is.
    {
      name: 'window_missing',
      sql: `max(case when calendar_days = ${TRAILING_DAYS} then 0 else 1 end)`,
      groupBy: 'max',
    },
    ...AGE_BUCKETS.map(({ id, from, to }) => ({
      name: id,
      sql: owed(` and ${age} >= ${from}${to === null ? '' : ` and ${age} <= ${to}`}`),
    })),
  ];
}

function openBalanceKpis(dialect: Dialect): Arithmetic<OpenBalanceKpiId | AgedArKpiId> {
  // The measure of a bucket has the id of the bucket.
  const aged = (id: AgedArKpiId): KpiArithmetic => ({ numerator: id, denominator: 'receivable' });
  return {
    ar_balance: { numerator: 'receivable' },
    ar_credit_balance: { numerator: 'posted_credit' },
    days_in_ar: daysInAr(dialect),
    aged_ar_0_30: aged('aged_ar_0_30'),
    aged_ar_31_60: aged('aged_ar_31_60'),
    aged_ar_61_90: aged('aged_ar_61_90'),
    aged_ar_91_120: aged('aged_ar_91_120'),
    aged_ar_over_120: aged('aged_ar_over_120'),
  };
}
