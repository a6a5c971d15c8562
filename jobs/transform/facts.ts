import type { Dialect } from '../warehouse/dialect';
import type { Statement } from '../warehouse/warehouse';

/** Loads the three facts of gold from silver and the dimensions, one row per current row of silver. Execute atomically, after `loadDimensions`. */
export function loadFacts(_dialect: Dialect): Statement[] {
  return [];
}

/** Counts references that no dimension knows into ops.quality_results of the run (rules `known_<dimension>`, table `fact_...`). Idempotent by run. */
export function countUnknownReferences(_dialect: Dialect, _runId: string): Statement[] {
  return [];
}
