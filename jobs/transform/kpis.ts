import type { Dialect } from '../warehouse/dialect';
import type { Statement } from '../warehouse/warehouse';

/** Loads gold.ar_month_end and gold.kpi_values from the facts. Execute atomically, after `loadFacts`. */
export function loadKpis(_dialect: Dialect): Statement[] {
  return [];
}
