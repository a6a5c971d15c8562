import { entity } from '../../model/catalogue';
import type { Step } from '../../model/graph';
import type { Entity } from '../../model/types';
import { JobError } from '../errors';

/** The table that a step works on. Steps of tables name both the table and its hospital. */
export function tableOfStep(step: Step): { entity: Entity; hospitalId: string } {
  if (step.table === null || step.hospitalId === null)
    throw new JobError('STEP_UNKNOWN', `${step.id} names no table of a hospital`);
  return { entity: entity(step.table), hospitalId: step.hospitalId };
}
