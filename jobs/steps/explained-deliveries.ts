import { JobError } from '../errors';
import { unexplainedDeliveries } from '../transform/deliveries';
import type { HospitalTable } from '../transform/hospital-table';
import type { Warehouse } from '../warehouse/warehouse';

/** @throws JobError `DELIVERY_UNEXPLAINED` when rows or money of a pending file or snapshot are neither accepted nor held, superseded or equal copies */
export async function refuseUnexplained(warehouse: Warehouse, of: HospitalTable): Promise<void> {
  const found = await warehouse.query(unexplainedDeliveries(warehouse.dialect, of));
  const named = found.map((row) => `${row['measure']} of ${String(row['delivery']).slice(0, 12)} (${row['step']})`);
  if (named.length > 0)
    throw new JobError(
      'DELIVERY_UNEXPLAINED',
      `${of.entity.name} of ${of.hospitalId}: ${named.slice(0, 5).join(', ')}`,
    );
}
