import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { entity } from '../../model/catalogue';
import { mappedColumns } from '../../model/mapping/mapped-columns';
import type { Entity } from '../../model/types';
import { canonicalRows, type RowFields } from './canonical-text';
import { land } from './landing';
import { LocalStore } from './local-store';

export const TAKEN_AT = '2026-01-31 08:00:00.123456';
export const TIME_ZONE = 'America/Chicago';
export const ORIGIN = { takenAt: TAKEN_AT, sourceFile: null };
/** A folder of the test file's own; it is removed at its end. */
export const folder = mkdtempSync(join(tmpdir(), 'rcm-landing-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A row's texts by column name. */
export type Values = Readonly<Record<string, string | null>>;
type Row = Readonly<Record<string, unknown>>;

/** Rows of an entity by column name; columns that are not named are NULL. */
export function textOf(of: Entity, rows: readonly Values[]) {
  return canonicalRows(() => rows.map((row): RowFields => [...of.columns.map(({ name }) => row[name] ?? null), null]));
}

/** Reads landed parts back. */
export async function parquet(store: LocalStore, keys: readonly { key: string }[], select = '*'): Promise<Row[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`set TimeZone = 'UTC'`);
  const paths = keys.map(({ key }) => `'${store.uri(key)}'`).join(', ');
  return (
    await connection.runAndReadAll(`select ${select} from read_parquet([${paths}], hive_partitioning = false)`)
  ).getRowObjectsJson();
}

let stores = 0;
/** An empty store. */
export const newStore = () => new LocalStore(join(folder, `store-${stores++}`));

/** Lands rows in a store of their own and reads them back. */
export async function landed(
  of: Entity,
  rows: readonly Values[],
  mapping: Parameters<typeof mappedColumns>[1] = {},
  instants: readonly string[] = [],
) {
  const store = newStore();
  const request = {
    store,
    entity: of,
    columns: mappedColumns(of, mapping),
    hospitalId: 'hospital-a',
    runId: 'r1',
    timeZone: TIME_ZONE,
  };
  const manifest = await land(request, async (open) => {
    await open.rows(textOf(of, rows), { ...ORIGIN, instants });
    return { takenAt: TAKEN_AT, watermark: null, files: [], whole: true, sourceTotals: null };
  });
  return { store, manifest, rows: manifest.parts.length > 0 ? await parquet(store, manifest.parts) : [] };
}

export const transactions = entity('transactions');
export const claims = entity('claims');
export const cptCodes = entity('cpt_codes');

/** One value of one column of transactions as it is landed: its value, and the text it was if it could not be read. */
export async function typed(
  column: string,
  texts: readonly (string | null)[],
  of = transactions,
  instants: readonly string[] = [],
) {
  const { rows } = await landed(
    of,
    texts.map((text) => ({ [column]: text })),
    {},
    instants,
  );
  return rows.map((row) => {
    const unreadable = row['_unreadable'] as string | null;
    return unreadable === null ? row[column] : JSON.parse(unreadable);
  });
}
