import type { Model } from '../../model/model';
import { JobError } from '../errors';
import { strayKpiRows } from '../transform/kpis/sql-kpis';
import type { Warehouse } from '../warehouse/warehouse';

/**
 * The group's figure adds up hospitals, so a row of a KPI of an extension is of one of them.
 * @throws JobError `KPI_HOSPITAL_UNKNOWN`
 */
export async function refuseStrayKpis(
  warehouse: Pick<Warehouse, 'dialect' | 'query'>,
  { sqlKpis }: Model,
  hospitals: readonly string[],
): Promise<void> {
  for (const kpi of sqlKpis) {
    const [row] = await warehouse.query(strayKpiRows(warehouse.dialect, kpi, hospitals));
    const stray = Number(row?.['row_count'] ?? 0);
    if (stray > 0) throw new JobError('KPI_HOSPITAL_UNKNOWN', `${stray} rows of the KPI ${kpi.id}`);
  }
}
