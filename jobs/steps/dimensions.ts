import { DIMENSIONS } from '../../model/gold/dimensions';
import { modelOf } from '../../model/model';
import { loadDimensions } from '../transform/dimensions';
import { rebuildGold } from './rebuild-gold';
import type { StepWork } from './step-work';

/** Silver to the dimensions of gold. */
export const dimensionsStep: StepWork = (context) => {
  const model = modelOf(context.spec);
  const tables = [...DIMENSIONS, ...model.goldCopies.map(({ table }) => table)];
  return rebuildGold(context, loadDimensions(context.warehouse.dialect, model), tables);
};
