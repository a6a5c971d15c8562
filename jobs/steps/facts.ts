import { FACTS } from '../../model/gold/facts';
import { modelOf } from '../../model/model';
import { countUnknownReferences } from '../transform/count-references';
import { loadFacts } from '../transform/facts';
import { rebuildGold } from './rebuild-gold';
import type { StepWork } from './step-work';

/** Silver and dimensions to facts; counts the references that no dimension knows. */
export const factsStep: StepWork = (context, _step, { runId }) => {
  const { dialect } = context.warehouse;
  const model = modelOf(context.spec);
  return rebuildGold(context, [...loadFacts(dialect, model), ...countUnknownReferences(dialect, model, runId)], FACTS);
};
