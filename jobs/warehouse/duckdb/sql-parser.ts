import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Warehouse } from '../warehouse';

/** Lends an empty DuckDB for its parser, in a file that is removed again. */
export async function withSqlParser<Result>(work: (parser: Warehouse) => Promise<Result>): Promise<Result> {
  // Loaded with the first use: the engine is large.
  const { DuckDbWarehouse } = require('./warehouse') as typeof import('./warehouse');
  const folder = await mkdtemp(join(tmpdir(), 'rcm-parser-'));
  try {
    const parser = await DuckDbWarehouse.open(join(folder, 'empty.duckdb'));
    try {
      return await work(parser);
    } finally {
      await parser.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
