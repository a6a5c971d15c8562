import type { Dialect } from '../warehouse/dialect';
import type { Statement } from '../warehouse/warehouse';

/** Compares silver, facts, summaries and the A/R roll-forward into ops.reconciliations of the run. Execute atomically, after the loads of gold. Idempotent by run. */
export function reconcile(_dialect: Dialect, _runId: string): Statement[] {
  return [];
}

/** Query: the differences of the run, rows `hospital_id`, `subject`, `expected`, `actual`, `difference`; no rows when all is well. */
export function reconciliationDifferences(dialect: Dialect, _runId: string): Statement {
  return { name: 'reconcile.differences', sql: dialect.name };
}
