import type { Dialect } from '../warehouse/dialect';
import type { Statement } from '../warehouse/warehouse';

/** Loads the eight dimensions of gold from silver. Execute atomically: each table is emptied and filled. */
export function loadDimensions(_dialect: Dialect): Statement[] {
  return [];
}
