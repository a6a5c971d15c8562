import { setTimeout as wait } from 'node:timers/promises';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { JobError } from '../../jobs/errors';
import type { LocalReader } from '../../jobs/warehouse/duckdb/local-reader';
import type { Warehouse } from '../../jobs/warehouse/warehouse';
import { OPS_TABLES } from '../../model/ops';

/** A warehouse, read-only. */
export type WarehouseReader = Pick<Warehouse, 'dialect' | 'query' | 'close'>;
/** One whose results need not fit in memory. */
export type StreamingReader = Omit<LocalReader, 'isLive'>;

/** Milliseconds in which a run that has just begun makes its tables. */
const TABLES_WITHIN = 2_000;
const LOOK_EVERY = 50;

/**
 * Opens the local warehouse for reading only, for the length of `work`; while a run writes it, the process of the run answers.
 * @throws JobError `WAREHOUSE_MISSING` before the first run
 * @throws JobError `WAREHOUSE_LOCKED` while a process has it open that does not answer
 */
export async function withLocalReader<Result>(
  stateFolder: string,
  work: (reader: LocalReader) => Promise<Result>,
): Promise<Result> {
  const { openLocalReader } =
    require('../../jobs/warehouse/duckdb/local-reader') as typeof import('../../jobs/warehouse/duckdb/local-reader');
  const reader = await openLocalReader(localFolders(stateFolder).warehouse);
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
export async function withLocalLogs<Result>(
  stateFolder: string,
  work: (reader: LocalReader) => Promise<Result>,
): Promise<Result> {
  const tables = async (reader: LocalReader) => {
    const missing = await missingTables(reader);
    if (missing === null) return { done: true, result: await work(reader) } as const;
    if (!reader.isLive) throw missing;
    return { done: false, missing } as const;
  };
  for (const until = Date.now() + TABLES_WITHIN; ; ) {
    // A reader sees one state of the warehouse, so each look takes a new one.
    const looked = await withLocalReader(stateFolder, tables);
    if (looked.done) return looked.result;
    if (Date.now() > until) throw looked.missing;
    await wait(LOOK_EVERY);
  }
}

/** null: the warehouse has the tables that reports read. */
async function missingTables(reader: LocalReader): Promise<JobError | null> {
  const sql =
    "select table_schema, concat(table_name, '.', column_name) as name from information_schema.columns where table_schema in ('ops', 'gold')";
  const found = await reader.query({ name: 'log columns', sql });
  if (!found.some(({ table_schema }) => table_schema === 'gold'))
    return new JobError('WAREHOUSE_MISSING', 'no run has made its tables yet');
  const there = new Set(found.map(({ name }) => name));
  const missing = OPS_TABLES.flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`)).filter(
    (name) => !there.has(name),
  );
  if (missing.length === 0) return null;
  return new JobError('WAREHOUSE_OUTDATED', `ops lacks ${missing.length} columns, the first ${missing[0]}`);
}
