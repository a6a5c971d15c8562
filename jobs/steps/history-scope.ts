import { historyBegun } from '../transform/history';
import type { HistoryScope } from '../transform/history-versions';
import type { HospitalTable } from '../transform/hospital-table';
import type { Warehouse } from '../warehouse/warehouse';

/** The scope of the rebuild that takes pending loads in: `first` where the table has no history yet, which is then written without a comparison. */
export async function historyScope(warehouse: Warehouse, of: HospitalTable): Promise<HistoryScope> {
  const [begun] = await warehouse.query(historyBegun(warehouse.dialect, of));
  return Number(begun?.['applied'] ?? 0) + Number(begun?.['versions'] ?? 0) === 0 ? 'first' : 'pending';
}
