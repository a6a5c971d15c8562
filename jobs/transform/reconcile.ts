import { entityOf, silverTable } from '../../model/catalogue';
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
import type { Model } from '../../model/model';
import { opsReconciliations } from '../../model/ops';
import type { TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, type Select, union } from '../warehouse/named-columns';
import { bound, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { TABLE_SUBJECTS } from './table-totals';

/** A total per hospital, taken in two places that must agree. */
interface Comparison {
  /** `<table>.<what>` */
  readonly subject: string;
  /** Entity whose rows the totals are of: a hospital that has no such table has no such totals. */
  readonly table: string;
  readonly expected: { readonly total: string; readonly from: string };
  readonly actual: { readonly total: string; readonly from: string };
}

/**
 * Writes into ops.reconciliations, per hospital, how totals of gold compare with those of their sources: facts with the current rows of
 * silver, summaries with the facts, and the A/R roll-forward with the balances of single transactions. Execute atomically, after the loads
 * of gold. Idempotent by run. The comparisons of `table-totals.ts` stay.
 */
export function reconcile(dialect: Dialect, model: Model, runId: string): Statement[] {
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
    ...groups(dialect, model).map(({ name, comparisons }) =>
      statement(
        `reconcile.${name}`,
        insertInto(dialect, opsReconciliations, {
          with: {
            totals: union(
              dialect,
              'all',
              comparisons.flatMap((each) => bothTotals(dialect, each)),
            ),
          },
          columns: {
            ...copied(dialect, ['hospital_id', 'subject']),
            run_id: run,
            expected: 'sum(expected)',
            actual: 'sum(actual)',
            difference: 'sum(actual) - sum(expected)',
          },
          from: 'from totals group by hospital_id, subject',
        }),
        values,
      ),
    ),
  ];
}

/** The subjects of gold that `reconcile` writes for each hospital that has the rows of an entity. */
export function goldSubjects(dialect: Dialect, model: Model): { subject: string; table: string }[] {
  return groups(dialect, model).flatMap(({ comparisons }) =>
    comparisons.map(({ subject, table }) => ({ subject, table })),
  );
}

/** One row for each of the two totals: a hospital may have only one of them. */
function bothTotals(dialect: Dialect, { subject, expected, actual }: Comparison): Select[] {
  const nothing = {
    hospital_id: 'hospital_id',
    subject: `'${subject}'`,
    expected: numeric(dialect, '0'),
    actual: numeric(dialect, '0'),
  };
  return [
    {
      columns: { ...nothing, expected: numeric(dialect, expected.total) },
      from: `from ${expected.from} group by hospital_id`,
    },
    {
      columns: { ...nothing, actual: numeric(dialect, actual.total) },
      from: `from ${actual.from} group by hospital_id`,
    },
  ];
}

/** Query: the totals of the run that differ: `hospital_id`, `subject`, `expected`, `actual`, `difference`. */
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

function groups(dialect: Dialect, model: Model): { name: string; comparisons: Comparison[] }[] {
  return [
    { name: 'facts', comparisons: factComparisons(dialect, model) },
    { name: 'summaries', comparisons: summaryComparisons(dialect) },
    { name: 'receivables', comparisons: arComparisons(dialect, model) },
  ];
}

/** Rows and sums of each fact, compared with the current rows of silver. */
function factComparisons(dialect: Dialect, model: Model): Comparison[] {
  const facts = [
    { fact: factTransactions, entityName: 'transactions', sums: ['amount', 'paid_amount'] },
    { fact: factClaims, entityName: 'claims', sums: ['claim_amount', 'paid_amount'] },
    { fact: factEncounters, entityName: 'encounters', sums: [] },
  ];
  return facts.flatMap(({ fact, entityName, sums }) => {
    const totals = { rows: 'count(*)', ...Object.fromEntries(sums.map((name) => [name, `sum(${name})`])) };
    return Object.entries(totals).map(([what, total]) => ({
      subject: `${fact.name}.${what}`,
      table: entityName,
      expected: { total, from: `${dialect.table(silverTable(entityOf(model, entityName)))} s where is_current` },
      actual: { total, from: `${dialect.table(fact)} f` },
    }));
  });
}

/** The sums of each summary, compared with the fact that it summarizes. */
function summaryComparisons(dialect: Dialect): Comparison[] {
  const sources: readonly {
    readonly fact: TableDefinition;
    readonly table: string;
    readonly totals: Readonly<Record<string, string>>;
  }[] = [
    {
      fact: factTransactions,
      table: 'transactions',
      totals: { transactions: 'count(*)', charges: 'sum(amount)', payments: 'sum(paid_amount)' },
    },
    {
      fact: factClaims,
      table: 'claims',
      totals: {
        claims: 'count(*)',
        claimed_amount: 'sum(case when is_reversed then 0 else claim_amount end)',
        claim_payments: 'sum(case when is_reversed then 0 else paid_amount end)',
      },
    },
    { fact: factEncounters, table: 'encounters', totals: { encounters: 'count(*)' } },
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
    sources.flatMap(({ fact, table, totals }) =>
      Object.entries(totals)
        .filter(([measure]) => summary.columns.some((column) => column.name === measure))
        .map(([measure, total]) => ({
          subject: `${summary.name}.${measure}`,
          table,
          expected: { total, from: dialect.table(fact) },
          actual: { total: `sum(${measure})`, from: dialect.table(summary) },
        })),
    ),
  );
}

const absolute = (amount: string) => `abs(${amount})`;

/** The balances of gold.ar_month_end, compared with its own roll-forward and with the single transactions of silver. */
function arComparisons(dialect: Dialect, model: Model): Comparison[] {
  const months = dialect.table(arMonthEnd);
  const last = `${months} where month_end = (select max(month_end) from ${months})`;
  const transactions = `${dialect.table(silverTable(entityOf(model, 'transactions')))} where is_current`;
  const posted = 'case when paid_date is not null then paid_amount else 0 end';
  return [
    {
      // The sum of absolute differences: opposite signs must not cancel.
      subject: 'ar_month_end.roll_forward',
      table: 'transactions',
      expected: { total: '0', from: months },
      actual: {
        total: `sum(${absolute('opening + charges - payments - adjustments - closing')} + ${absolute('closing - (receivable - credit_balance)')})`,
        from: months,
      },
    },
    {
      subject: 'ar_month_end.charges',
      table: 'transactions',
      expected: { total: 'sum(amount)', from: transactions },
      actual: { total: 'sum(charges)', from: months },
    },
    {
      subject: 'ar_month_end.payments',
      table: 'transactions',
      expected: { total: `sum(${posted})`, from: transactions },
      actual: { total: 'sum(payments)', from: months },
    },
    {
      subject: 'ar_month_end.receivable',
      table: 'transactions',
      expected: {
        total: `sum(greatest(amount - ${posted}, 0))`,
        from: transactions,
      },
      actual: { total: 'sum(receivable)', from: last },
    },
    {
      subject: 'ar_month_end.credit_balance',
      table: 'transactions',
      expected: {
        total: `sum(greatest(0 - (amount - ${posted}), 0))`,
        from: transactions,
      },
      actual: { total: 'sum(credit_balance)', from: last },
    },
  ];
}
