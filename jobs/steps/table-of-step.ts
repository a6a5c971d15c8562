import { entityOf } from '../../model/catalogue';
import type { Step } from '../../model/graph';
import { modelOf } from '../../model/model';
import type { PipelineSpec } from '../../model/spec';
import type { Entity } from '../../model/types';
import { JobError } from '../errors';

/** The table that a step works on. Steps of tables name both the table and its hospital. */
export function tableOfStep(spec: PipelineSpec, step: Step): { entity: Entity; hospitalId: string } {
  if (step.table === null || step.hospitalId === null)
    throw new JobError('STEP_UNKNOWN', `${step.id} names no table of a hospital`);
  return { entity: entityOf(modelOf(spec), step.table), hospitalId: step.hospitalId };
}
