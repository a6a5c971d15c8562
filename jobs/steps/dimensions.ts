import { DIMENSIONS } from '../../model/gold/dimensions';
import { modelOf } from '../../model/model';
import { loadDimensions } from '../transform/dimensions';
import { rebuildGold } from './rebuild-gold';
import type { StepWork } from './step-work';

/** Silver to the dimensions of gold. */
export const dimensionsStep: StepWork = (context) =>
  rebuildGold(context, loadDimensions(context.warehouse.dialect, modelOf(context.spec)), DIMENSIONS);
