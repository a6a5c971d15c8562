import type { HospitalSpec } from '../model/spec';
import type { Fields } from './people';

/**
 * A row as the hospital's own source names its payer: the lookup of payers read backwards. A payer that no line of it has the name of is
 * delivered by that name.
 */
export function withOwnPayer({ payers = [] }: Pick<HospitalSpec, 'payers'>, fields: Fields): Fields {
  const named = fields['payer_id'] ?? null;
  const line = named === null ? undefined : payers.find(({ name }) => name === named);
  return line ? { ...fields, payer_id: line.source } : fields;
}
