import type { Treatment } from '../phi/policy';
import { phiPolicyOf } from '../phi/tags';
import type { Column } from '../types';

/**
 * How a column reaches the views for analysts, which identify nobody: what the policy says of its class. A key that gives a person or a
 * day back is left out whatever its class is.
 */
export function treatmentOf(column: Column): Treatment {
  if (column.reveals) return 'left_out';
  const { treatment } = phiPolicyOf(column);
  // Only a day or a time has a year to extract.
  return treatment === 'year' && column.type !== 'DATE' && column.type !== 'TIMESTAMP' ? 'left_out' : treatment;
}
