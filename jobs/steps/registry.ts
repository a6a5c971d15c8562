import type { StepKind } from '../../model/graph';
import { beginStep } from './begin';
import { checkStep } from './check';
import { dimensionsStep } from './dimensions';
import { extractStep } from './extract';
import { factsStep } from './facts';
import { finishStep } from './finish';
import { historyStep } from './history';
import { kpisStep } from './kpis';
import { loadStep } from './load';
import { reconcileStep } from './reconcile';
import { reportStep } from './report';
import type { StepWork } from './step-work';
import { summariesStep } from './summaries';

/** The work of each kind of step. */
export const STEP_WORK: Readonly<Record<StepKind, StepWork>> = {
  begin: beginStep,
  extract: extractStep,
  load: loadStep,
  check: checkStep,
  history: historyStep,
  dimensions: dimensionsStep,
  facts: factsStep,
  summaries: summariesStep,
  kpis: kpisStep,
  reconcile: reconcileStep,
  report: reportStep,
  finish: finishStep,
};
