import { DIMENSIONS } from '../../model/gold/dimensions';
import { loadDimensions } from '../transform/dimensions';
import { rebuildGold } from './rebuild-gold';
import type { StepWork } from './step-work';

/** Silver to the dimensions of gold. */
export const dimensionsStep: StepWork = (context) =>
  rebuildGold(context, loadDimensions(context.warehouse.dialect), DIMENSIONS);
