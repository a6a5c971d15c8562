import { FACTS } from '../../model/gold/facts';
import { countUnknownReferences, loadFacts } from '../transform/facts';
import { rebuildGold } from './rebuild-gold';
import type { StepWork } from './step-work';

/** Silver and dimensions to facts; counts the references that no dimension knows. */
export const factsStep: StepWork = (context, _step, { runId }) => {
  const { dialect } = context.warehouse;
  return rebuildGold(context, [...loadFacts(dialect), ...countUnknownReferences(dialect, runId)], FACTS);
};
