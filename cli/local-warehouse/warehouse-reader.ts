import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { JobError } from '../../jobs/errors';
import type { Warehouse } from '../../jobs/warehouse/warehouse';
import { OPS_TABLES } from '../../model/ops';

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

/**
 * The same for commands that read the logs of runs, whose tables each version of the program may add to.
 * @throws JobError `WAREHOUSE_OUTDATED` where an older version made the warehouse and no run has brought it up to date
 */
export function withLocalLogs<Result>(
  stateFolder: string,
  work: (reader: WarehouseReader) => Promise<Result>,
): Promise<Result> {
  return withLocalReader(stateFolder, async (reader) => {
    const sql =
      "select concat(table_name, '.', column_name) as name from information_schema.columns where table_schema = 'ops'";
    const there = new Set((await reader.query({ name: 'log columns', sql })).map(({ name }) => name));
    const missing = OPS_TABLES.flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`)).filter(
      (name) => !there.has(name),
    );
    if (missing.length > 0)
      throw new JobError('WAREHOUSE_OUTDATED', `ops lacks ${missing.length} columns, the first ${missing[0]}`);
    return work(reader);
  });
}
