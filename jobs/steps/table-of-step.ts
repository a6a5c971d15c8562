import { deliveredTable } from '../../model/feed-of';
import type { Step } from '../../model/graph';
import type { PipelineSpec } from '../../model/spec';
import type { Entity } from '../../model/types';
import { JobError } from '../errors';

/** The table that a step works on, as its owner delivers it. Steps of tables name both the table and its hospital. */
export function tableOfStep(spec: PipelineSpec, step: Step): { entity: Entity; hospitalId: string } {
  if (step.table === null || step.hospitalId === null)
    throw new JobError('STEP_UNKNOWN', `${step.id} names no table of a hospital`);
  return { entity: deliveredTable(spec, step.hospitalId, step.table), hospitalId: step.hospitalId };
}
