import { DIMENSIONS } from '../../model/gold/dimensions';
import { modelOf } from '../../model/model';
import { loadDimensions } from '../transform/dimensions';
import { countDifferentDescriptions, loadGroupLookup } from '../transform/group-lookup';
import { rebuildGold } from './rebuild-gold';
import type { StepWork } from './step-work';

/** Silver, and the lookups of the hospitals, to the dimensions of gold. */
export const dimensionsStep: StepWork = async (context, _step, { runId }) => {
  const { spec, warehouse } = context;
  const { dialect } = warehouse;
  const model = modelOf(spec);
  const tables = [...DIMENSIONS, ...model.goldCopies.map(({ table }) => table)];
  await loadGroupLookup(warehouse, spec.hospitals);
  return rebuildGold(
    context,
    [...loadDimensions(dialect, model), ...countDifferentDescriptions(dialect, spec.hospitals, runId)],
    tables,
  );
};
