import { SUMMARIES } from '../../model/gold/summaries';
import { loadSummaries } from '../transform/summaries';
import { rebuildGold } from './rebuild-gold';
import type { StepWork } from './step-work';

/** Facts to summaries. */
export const summariesStep: StepWork = (context) =>
  rebuildGold(context, loadSummaries(context.warehouse.dialect), SUMMARIES);
