import { instantAfter } from '../lake/row-text';
import { latestKnown } from '../transform/history';
import type { HospitalTable } from '../transform/hospital-table';
import type { Warehouse } from '../warehouse/warehouse';

/** The moment from which what a rebuild writes is known: now, and later than anything known of the table before. */
export async function nextKnown(warehouse: Warehouse, of: HospitalTable): Promise<string> {
  const [row] = await warehouse.query(latestKnown(warehouse.dialect, of));
  const before = row?.['known'] ?? null;
  return instantAfter(before === null ? null : String(before), new Date());
}
