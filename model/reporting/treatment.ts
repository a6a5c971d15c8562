import type { Treatment } from '../phi/policy';
import { phiPolicyOf } from '../phi/tags';
import type { Column } from '../types';

/**
 * How a column reaches the views for analysts: what the policy says of its class, unless the column is to be shown hashed. A key that
 * gives a person or a day back is left out whatever its class is.
 * @throws Error when a column is to be shown hashed that a hash does not protect: the model is wrong, and nothing may be built from it.
 */
export function treatmentOf(column: Column): Treatment {
  const { treatment, mask } = phiPolicyOf(column);
  if (column.shownAs === 'hashed') {
    if (mask !== 'SHA256' || column.type !== 'STRING' || column.reveals)
      throw new Error(
        `${column.name} cannot be shown hashed: only a STRING whose class has the mask SHA256 in model/phi/policy.ts can, and no key that reveals.`,
      );
    return 'hashed';
  }
  if (column.reveals) return 'left_out';
  // Only a day or a time has a year to extract.
  return treatment === 'year' && column.type !== 'DATE' && column.type !== 'TIMESTAMP' ? 'left_out' : treatment;
}
