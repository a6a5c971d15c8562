import { JobError } from '../errors';
import { changedDeliveries, lostDeliveries, unexplainedDeliveries } from '../transform/deliveries';
import type { HospitalTable } from '../transform/hospital-table';
import type { Statement, Warehouse } from '../warehouse/warehouse';

/** @throws JobError `DELIVERY_UNEXPLAINED` when rows or money of a pending file or snapshot are neither accepted nor held, superseded or equal copies */
export async function refuseUnexplained(warehouse: Warehouse, of: HospitalTable): Promise<void> {
  await refuseFound(warehouse, of, unexplainedDeliveries(warehouse.dialect, of));
}

/**
 * The last look before history takes pending loads in: they add up, and bronze and quarantine are as they were when they were checked.
 * @throws JobError `DELIVERY_UNEXPLAINED` when rows or money of a file or snapshot were not checked, or have changed since
 */
export async function refuseUnchecked(warehouse: Warehouse, of: HospitalTable): Promise<void> {
  await refuseUnexplained(warehouse, of);
  await refuseFound(warehouse, of, changedDeliveries(warehouse.dialect, of));
}

/** @throws JobError `DELIVERY_UNEXPLAINED` when rows or money of a file or snapshot in history have left bronze or quarantine: a replay would lose them */
export async function refuseLost(warehouse: Warehouse, of: HospitalTable): Promise<void> {
  await refuseFound(warehouse, of, lostDeliveries(warehouse.dialect, of));
}

async function refuseFound(warehouse: Warehouse, of: HospitalTable, query: Statement): Promise<void> {
  const found = await warehouse.query(query);
  const named = found.map(
    (row) => `${row['measure']} of ${String(row['delivery']).slice(0, 14)} of run ${row['run_id']} (${row['step']})`,
  );
  if (named.length > 0)
    throw new JobError(
      'DELIVERY_UNEXPLAINED',
      `${of.entity.name} of ${of.hospitalId}: ${named.slice(0, 5).join(', ')}`,
    );
}
