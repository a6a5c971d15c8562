import { GOLD_LAYERS } from '../../model/gold-layers';
import type { Step } from '../../model/graph';
import { modelOf } from '../../model/model';
import { JobError } from '../errors';
import { forgetLayer } from '../transform/gold-layers';
import { reconcile, reconciliationDifferences } from '../transform/reconcile';
import { TABLE_SUBJECTS } from '../transform/table-totals';
import type { Row } from '../warehouse/warehouse';
import type { Context } from './context';
import type { StepInput, StepReport } from './step-work';

/** Differences that an error names; ops.reconciliations has all of them. */
const NAMED_DIFFERENCES = 6;

/**
 * Compares the totals of silver, facts, summaries and the A/R roll-forward. Nothing is published unless they agree, and unless the
 * totals agree that the steps of the tables compared: of a source with bronze, of bronze with silver. After a difference in gold the next
 * run builds gold whole.
 */
export async function reconcileStep(context: Context, _step: Step, { runId }: StepInput): Promise<StepReport> {
  const { warehouse, spec } = context;
  await warehouse.executeAtomically(reconcile(warehouse.dialect, modelOf(spec), runId));
  const differences = await warehouse.query(reconciliationDifferences(warehouse.dialect, runId));
  if (differences.length > 0) {
    // Differences of a source or of silver come first: they may cause the others.
    const ordered = [...differences.filter(isOfTable), ...differences.filter((row) => !isOfTable(row))];
    const found = ordered
      .slice(0, NAMED_DIFFERENCES)
      .map((row) => `${row['subject']} of ${row['hospital_id']} should be ${row['expected']} and is ${row['actual']}`);
    // A layer that follows changes would keep what differs.
    if (!differences.every(isOfTable))
      await warehouse.executeAtomically(GOLD_LAYERS.map((layer) => forgetLayer(warehouse.dialect, layer)));
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
