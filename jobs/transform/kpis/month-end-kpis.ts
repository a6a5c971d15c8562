import { arMonthEnd } from '../../../model/gold/kpi-tables';
import type { OpenBalanceKpiId, PostedKpiId } from '../../../model/kpis/transactions';
import type { SliceKind } from '../../../model/kpis/types';
import type { Dialect } from '../../warehouse/dialect';
import { statement } from '../../warehouse/statement';
import type { Statement } from '../../warehouse/warehouse';
import { TRAILING_DAYS } from './ar-month-end';
import { type Arithmetic, insertKpiRows, type KpiArithmetic, type Measure } from './kpi-rows';
import { monthText } from './slices';
import type { Undelivered } from './undelivered';

const MEASURES: readonly Measure[] = [
  { name: 'charges', sql: 'sum(charges)' },
  { name: 'payments', sql: 'sum(payments)' },
  { name: 'receivable', sql: 'sum(receivable)' },
  { name: 'credit_balance', sql: 'sum(credit_balance)' },
  { name: 'trailing_charges', sql: 'sum(trailing_charges)' },
  // The group's window is full only when that of each hospital is.
  {
    name: 'window_missing',
    sql: `max(case when calendar_days = ${TRAILING_DAYS} then 0 else 1 end)`,
    groupBy: 'max',
  },
];

const POSTED: Arithmetic<PostedKpiId> = {
  gross_collection_rate_posted: { numerator: 'payments', denominator: 'charges' },
};

/** Inserts the KPIs of gold.ar_month_end: by month of the close, and the collection rate of everything that was posted. */
export function insertMonthEndKpis(dialect: Dialect, undelivered: readonly Undelivered[]): Statement[] {
  const openBalances: Arithmetic<OpenBalanceKpiId> = {
    ar_balance: { numerator: 'receivable' },
    ar_credit_balance: { numerator: 'credit_balance' },
    days_in_ar: daysInAr(dialect),
  };
  return [
    byClose(dialect, 'total', "'total'", POSTED, undelivered),
    byClose(dialect, 'month', monthText(dialect, 'month'), { ...POSTED, ...openBalances }, undelivered),
  ];
}

function byClose(
  dialect: Dialect,
  kind: SliceKind,
  slice: string,
  arithmetic: Partial<Arithmetic>,
  undelivered: readonly Undelivered[],
): Statement {
  const tables = { rows_in_slice: `select *, ${slice} as slice from ${dialect.table(arMonthEnd)} m` };
  return statement(
    `gold.kpi_values.month_end_by_${kind}`,
    insertKpiRows(dialect, { kind, tables, measures: MEASURES }, arithmetic, undelivered),
  );
}

/** Days in A/R from the measures `receivable`, `trailing_charges` and `window_missing`. */
export function daysInAr(dialect: Dialect): KpiArithmetic {
  return {
    numerator: 'receivable',
    denominator: dialect.ratio('trailing_charges', `${TRAILING_DAYS}`),
    value: `case when window_missing = 0 then ${dialect.ratio(`${TRAILING_DAYS} * receivable`, 'trailing_charges')} end`,
  };
}
