import { JobError } from '../errors';
import { historyViolations } from '../transform/history-violations';
import type { HospitalTable, Scope } from '../transform/hospital-table';
import type { Warehouse } from '../warehouse/warehouse';

/**
 * Checks the history that a rebuild of the scope would give, before it is written. Silver and the pending loads stay as they are.
 * @throws JobError `HISTORY_INVALID` with the kinds of violations and how many versions show them.
 */
export async function refuseInvalidHistory(warehouse: Warehouse, of: HospitalTable, scope: Scope): Promise<void> {
  const violations = await warehouse.query(historyViolations(warehouse.dialect, of, scope));
  if (violations.length === 0) return;
  const found = violations.map((row) => `${row['versions']} ${row['violation']}`).join(', ');
  throw new JobError('HISTORY_INVALID', `silver.${of.entity.name} of ${of.hospitalId}: ${found}`);
}
