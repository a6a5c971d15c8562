import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { TableDefinition } from '../../../model/types';
import type { ParquetLoad, Statement } from '../warehouse';
import { duckdbDialect } from './dialect';

/** The object's own path, or `path` after copying it there from a bucket. */
export async function localCopy({ store }: ParquetLoad, key: string, path: string): Promise<string> {
  const uri = store.uri(key);
  if (!uri.startsWith('gs://')) return uri;
  await pipeline(await store.read(key), createWriteStream(path, { mode: 0o600 }));
  return path;
}

/**
 * Makes a table, in place of one of its name, and fills it from parquet files.
 * @param run executes a statement, in a transaction
 * @returns the rows loaded
 */
export async function fillTable(
  table: TableDefinition,
  paths: readonly string[],
  run: (statement: Statement) => Promise<{ readonly rowsChanged: number }>,
): Promise<number> {
  const target = duckdbDialect.table(table);
  const load = (step: string, sql: string) => run({ name: `load ${table.dataset}.${table.name}: ${step}`, sql });
  await load('dataset', duckdbDialect.createDataset(table.dataset));
  // Create it again: a table of an older model would lack the new columns.
  await load('drop', `drop table if exists ${target}`);
  await load('create', duckdbDialect.createTable(table));
  if (paths.length === 0) return 0;
  const files = paths.map((path) => duckdbDialect.text(withoutPatterns(path))).join(', ');
  // Without hive_partitioning=false the folder `run=<run-id>` would become a column.
  const reader = await load(
    'insert',
    `insert into ${target} by name select * from read_parquet([${files}], union_by_name = true, hive_partitioning = false)`,
  );
  return reader.rowsChanged;
}

/** read_parquet takes `*`, `?` and `[` in a path for a pattern; in brackets each means itself. */
function withoutPatterns(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}
