import { entity, silverTable } from '../../model/catalogue';
import { factClaims, factEncounters, factTransactions } from '../../model/gold/facts';
import { arMonthEnd } from '../../model/gold/kpi-tables';
import {
  departmentPerformance,
  financialMetrics,
  financialMetricsByMonth,
  patientHistory,
  payorPerformance,
  providerChargeSummary,
  providerPerformance,
} from '../../model/gold/summaries';
import { opsReconciliations } from '../../model/ops';
import type { TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import type { Statement } from '../warehouse/warehouse';
import { bound, statement } from './statement';
import { TABLE_SUBJECTS } from './table-totals';

/** A total taken at two places, per hospital. */
interface Comparison {
  /** `<table>.<what>` */
  readonly subject: string;
  readonly expected: { readonly total: string; readonly from: string };
  readonly actual: { readonly total: string; readonly from: string };
}

/**
 * Compares, per hospital, totals where rows come from with totals where they went, into ops.reconciliations of the run:
 * silver's current rows with the facts, the facts with each summary, and the A/R roll-forward with the balances of the
 * single transactions. Execute atomically, after the loads of gold; idempotent by run. What the steps of the tables compared stays.
 */
export function reconcile(dialect: Dialect, runId: string): Statement[] {
  const values = { run_id: bound.text(runId) };
  const run = dialect.parameter('run_id');
  const table = dialect.table(opsReconciliations);
  const ofTables = Object.values(TABLE_SUBJECTS).map((prefix) => `subject like '${prefix}%'`);
  return [
    statement(
      'reconcile.clear',
      `delete from ${table} where run_id = ${run} and not (${ofTables.join(' or ')})`,
      values,
    ),
    ...groups(dialect).map(({ name, comparisons }) => {
      const arms = comparisons.flatMap(({ subject, expected, actual }) => [
        `select hospital_id, '${subject}' as subject, ${numeric(dialect, expected.total)} as expected, ${numeric(dialect, '0')} as actual from ${expected.from} group by hospital_id`,
        `select hospital_id, '${subject}', ${numeric(dialect, '0')}, ${numeric(dialect, actual.total)} from ${actual.from} group by hospital_id`,
      ]);
      return statement(
        `reconcile.${name}`,
        `
        insert into ${table} (run_id, hospital_id, subject, expected, actual, difference)
        with totals as (
          ${arms.join('\n          union all\n          ')}
        )
        select ${run}, hospital_id, subject, sum(expected), sum(actual), sum(actual) - sum(expected)
        from totals group by hospital_id, subject`,
        values,
      );
    }),
  ];
}

/** Query: the differences of the run, rows `hospital_id`, `subject`, `expected`, `actual`, `difference`; no rows when all is well. */
export function reconciliationDifferences(dialect: Dialect, runId: string): Statement {
  return statement(
    'reconcile.differences',
    `
    select hospital_id, subject, expected, actual, difference from ${dialect.table(opsReconciliations)}
    where run_id = ${dialect.parameter('run_id')} and difference <> 0 order by hospital_id, subject`,
    { run_id: bound.text(runId) },
  );
}

function numeric(dialect: Dialect, expression: string): string {
  return dialect.cast(expression, 'NUMERIC');
}

function groups(dialect: Dialect): { name: string; comparisons: Comparison[] }[] {
  return [
    { name: 'facts', comparisons: factComparisons(dialect) },
    { name: 'summaries', comparisons: summaryComparisons(dialect) },
    { name: 'receivables', comparisons: receivableComparisons(dialect) },
  ];
}

/** Counts and sums of each fact against the current rows of silver. */
function factComparisons(dialect: Dialect): Comparison[] {
  const facts = [
    { fact: factTransactions, entityName: 'transactions', sums: ['amount', 'paid_amount'] },
    { fact: factClaims, entityName: 'claims', sums: ['claim_amount', 'paid_amount'] },
    { fact: factEncounters, entityName: 'encounters', sums: [] },
  ];
  return facts.flatMap(({ fact, entityName, sums }) =>
    ['count(*)', ...sums.map((name) => `sum(${name})`)].map((total, index) => ({
      subject: `${fact.name}.${index === 0 ? 'rows' : sums[index - 1]}`,
      expected: { total, from: `${dialect.table(silverTable(entity(entityName)))} where is_current` },
      actual: { total, from: dialect.table(fact) },
    })),
  );
}

/** What a summary adds up against the fact it was made from. */
function summaryComparisons(dialect: Dialect): Comparison[] {
  const transactions = [
    ['transactions', 'count(*)'],
    ['charges', 'sum(amount)'],
    ['payments', 'sum(paid_amount)'],
  ] as const;
  const claims = [
    ['claims', 'count(*)'],
    ['claimed_amount', 'sum(claim_amount)'],
    ['claim_payments', 'sum(paid_amount)'],
  ] as const;
  const encounters = [['encounters', 'count(*)']] as const;
  const sources = [
    { fact: factTransactions, measures: transactions },
    { fact: factClaims, measures: claims },
    { fact: factEncounters, measures: encounters },
  ];
  const summaries: TableDefinition[] = [
    providerChargeSummary,
    patientHistory,
    providerPerformance,
    departmentPerformance,
    financialMetrics,
    financialMetricsByMonth,
    payorPerformance,
  ];
  return summaries.flatMap((summary) =>
    sources.flatMap(({ fact, measures }) =>
      measures
        .filter(([measure]) => summary.columns.some((column) => column.name === measure))
        .map(([measure, total]) => ({
          subject: `${summary.name}.${measure}`,
          expected: { total, from: dialect.table(fact) },
          actual: { total: `sum(${measure})`, from: dialect.table(summary) },
        })),
    ),
  );
}

/** Absolute value. */
const size = (amount: string) => `abs(${amount})`;

/** The roll-forward closes at what the single transactions have open, and silver has been posted in full. */
function receivableComparisons(dialect: Dialect): Comparison[] {
  const months = dialect.table(arMonthEnd);
  const last = `${months} where month_end = (select max(month_end) from ${months})`;
  const transactions = `${dialect.table(silverTable(entity('transactions')))} where is_current`;
  const posted = 'case when paid_date is not null then paid_amount else 0 end';
  return [
    {
      // Of each month by itself: differences of opposite sign must not cancel.
      subject: 'ar_month_end.roll_forward',
      expected: { total: '0', from: months },
      actual: {
        total: `sum(${size('opening + charges - payments - adjustments - closing')} + ${size('closing - (receivable - credit_balance)')})`,
        from: months,
      },
    },
    {
      subject: 'ar_month_end.charges',
      expected: { total: 'sum(amount)', from: transactions },
      actual: { total: 'sum(charges)', from: months },
    },
    {
      subject: 'ar_month_end.payments',
      expected: { total: `sum(${posted})`, from: transactions },
      actual: { total: 'sum(payments)', from: months },
    },
    {
      subject: 'ar_month_end.receivable',
      expected: {
        total: `sum(greatest(amount - ${posted}, 0))`,
        from: transactions,
      },
      actual: { total: 'sum(receivable)', from: last },
    },
    {
      subject: 'ar_month_end.credit_balance',
      expected: {
        total: `sum(greatest(0 - (amount - ${posted}), 0))`,
        from: transactions,
      },
      actual: { total: 'sum(credit_balance)', from: last },
    },
  ];
}
