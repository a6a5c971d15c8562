import { DIMENSIONS } from '../../model/gold/dimensions';
import { FACTS } from '../../model/gold/facts';
import { KPI_TABLES } from '../../model/gold/kpi-tables';
import { SUMMARIES } from '../../model/gold/summaries';
import type { Step } from '../../model/graph';
import type { TableDefinition } from '../../model/types';
import { JobError } from '../errors';
import { loadDimensions } from '../transform/dims';
import { countUnknownReferences, loadFacts } from '../transform/facts';
import { loadKpis } from '../transform/kpis/load-kpis';
import { recordMonthClosings } from '../transform/kpis/month-closings';
import { reconcile, reconciliationDifferences } from '../transform/reconcile';
import { loadSummaries } from '../transform/summaries';
import { TABLE_SUBJECTS } from '../transform/table-totals';
import type { Row, Statement } from '../warehouse/warehouse';
import type { Context } from './context';
import type { StepInput, StepReport } from './step-work';

/** Rebuilds a layer of gold in one transaction: readers see the old layer or the new one. */
async function rebuild(
  context: Context,
  statements: readonly Statement[],
  tables: readonly TableDefinition[],
): Promise<StepReport> {
  const { warehouse } = context;
  await warehouse.executeAtomically(statements);
  const counts = tables.map((table) => `(select count(*) from ${warehouse.dialect.table(table)})`);
  const [row] = await warehouse.query({ name: 'gold.count_rows', sql: `select ${counts.join(' + ')} as row_count` });
  return { rowsIn: null, rowsOut: Number(row?.['row_count'] ?? 0), detail: `${tables.length} tables` };
}

export function buildDimensions(context: Context): Promise<StepReport> {
  return rebuild(context, loadDimensions(context.warehouse.dialect), DIMENSIONS);
}

/** Facts, and how many of their references no dimension knows. */
export function buildFacts(context: Context, _step: Step, { runId }: StepInput): Promise<StepReport> {
  const { dialect } = context.warehouse;
  return rebuild(context, [...loadFacts(dialect), ...countUnknownReferences(dialect, runId)], FACTS);
}

export function buildSummaries(context: Context): Promise<StepReport> {
  return rebuild(context, loadSummaries(context.warehouse.dialect), SUMMARIES);
}

/** The KPI tables, and what has become of the figures of closed months: together, so that no published month changes unrecorded. */
export function computeKpis(context: Context, _step: Step, { runId }: StepInput): Promise<StepReport> {
  const { dialect } = context.warehouse;
  return rebuild(context, [...loadKpis(dialect), ...recordMonthClosings(dialect, runId)], KPI_TABLES);
}

/** Differences that an error names; ops.reconciliations has all of them. */
const NAMED_DIFFERENCES = 6;

/**
 * Compares the totals of silver, facts, summaries and the A/R roll-forward. Nothing is published that does not agree, and neither is
 * anything while a total that the steps of the tables compared differs: of a source with bronze, of bronze with silver.
 */
export async function reconcileGold(context: Context, _step: Step, { runId }: StepInput): Promise<StepReport> {
  const { warehouse } = context;
  await warehouse.executeAtomically(reconcile(warehouse.dialect, runId));
  const differences = await warehouse.query(reconciliationDifferences(warehouse.dialect, runId));
  if (differences.length > 0) {
    // Those of a source or of silver first: where they differ, what is made from them may differ as well.
    const ordered = [...differences.filter(isOfTable), ...differences.filter((row) => !isOfTable(row))];
    const found = ordered
      .slice(0, NAMED_DIFFERENCES)
      .map((row) => `${row['subject']} of ${row['hospital_id']} should be ${row['expected']} and is ${row['actual']}`);
    const more = differences.length > found.length ? `; and ${differences.length - found.length} more` : '';
    throw new JobError(
      'RECONCILIATION_DIFFERENCE',
      `${differences.length} total(s) differ: ${found.join('; ')}${more}`,
    );
  }
  return { rowsIn: null, rowsOut: null, detail: 'every total agrees' };
}

function isOfTable(row: Row): boolean {
  return Object.values(TABLE_SUBJECTS).some((prefix) => String(row['subject']).startsWith(prefix));
}
