import { graph } from './graph';
import type { PipelineSpec } from './spec';

/** Executions of Cloud Run jobs in one run of an environment, if no step is repeated. Spark's batches are not among them. */
export function executionsPerRun(spec: PipelineSpec): number {
  return graph(spec).length;
}
