import { opsDeliveries } from '../../model/ops';
import { january, type LandedRow, read, type TestRun } from '../../test/transform/hospital-warehouse';
import type { Warehouse } from '../warehouse/warehouse';

/** A claim of a file, changed on a day of January 2025; NULL amounts break a rule. */
export const claim = (
  id: string,
  amount: string | null,
  paid: string | null,
  day: number,
  more: LandedRow['values'] = {},
): LandedRow => ({
  values: {
    claim_id: id,
    service_date: '2025-01-01',
    claim_date: '2025-01-01',
    claim_amount: amount,
    paid_amount: paid,
    claim_status: 'Paid',
    modified_at: january(day),
    ...more,
  },
  at: january(day),
});
/** A run that brings one file of claims, on a day of January 2025. */
export const file = (runId: string, day: number, rows: readonly LandedRow[], addsLines = false): TestRun => ({
  ...{ entity: 'claims', runId, takenAt: january(day), rows, addsLines },
});

const FATES = 'total_read, total_accepted, total_held, total_superseded, total_equal';
/** What the check wrote about deliveries: `measure delivery read accepted held superseded equal`. */
export const accountsOf = async (warehouse: Warehouse, where: string): Promise<string[]> =>
  (await read(warehouse, opsDeliveries, `measure, delivery, ${FATES}`, `step = 'check' and ${where}`)).map((row) =>
    Object.values(row).join(' '),
  );
