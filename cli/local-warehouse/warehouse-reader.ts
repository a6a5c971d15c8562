import { localFolders } from '../../jobs/engines/embedded/local-folders';
import type { Warehouse } from '../../jobs/warehouse/warehouse';

/** A warehouse, read-only. */
export type WarehouseReader = Pick<Warehouse, 'dialect' | 'query' | 'close'>;

/**
 * Opens the local warehouse for reading only, for the length of `work`.
 * @throws JobError `WAREHOUSE_MISSING` before the first run
 * @throws JobError `WAREHOUSE_LOCKED` while a run uses it
 */
export async function withLocalReader<Result>(
  stateFolder: string,
  work: (reader: WarehouseReader) => Promise<Result>,
): Promise<Result> {
  const { DuckDbWarehouse } =
    require('../../jobs/warehouse/duckdb/warehouse') as typeof import('../../jobs/warehouse/duckdb/warehouse');
  const reader = await DuckDbWarehouse.openReadOnly(localFolders(stateFolder).warehouse);
  try {
    return await work(reader);
  } finally {
    await reader.close();
  }
}
