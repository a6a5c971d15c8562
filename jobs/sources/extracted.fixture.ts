import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { entity } from '../../model/catalogue';
import { parseSpec } from '../../model/parse-spec';
import { type FeedSpecInput, type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import { environment } from '../../model/spec.fixture';
import { LocalStore } from '../lake/local-store';
import type { Lake } from '../lake/object-store';
import { extractTable } from './extract-table';
import type { LoadedFiles } from './files/feed';

/** A folder of the test file's own; it is removed at its end. */
const root = mkdtempSync(join(tmpdir(), 'rcm-extract-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A hospital with a mapping, and a reference feed that is written as `feed` says. */
export const spec = (feed: Partial<FeedSpecInput> = {}, maximumBadLineShare = 0.5): PipelineSpec =>
  parseSpec(pipelineSpecSchema, {
    ...environment,
    references: [{ table: 'cpt_codes', ...feed }],
    quality: { maximumBadLineShare },
    hospitals: [
      {
        id: 'hospital-b',
        emr: { kind: 'mysql', host: 'localhost', database: 'b', user: 'reader', passwordSecret: 'emr' },
        tables: ['patients', 'departments'],
        feeds: [{ table: 'claims' }],
        lookbackSeconds: 86_400,
        mapping: { patients: { columns: { patient_id: 'ID', modified_at: 'Updated_Date' } } },
      },
    ],
  });

let stores = 0;
/** An empty lake in folders. */
export function newLake(): Lake & { root: string } {
  const folder = join(root, `lake-${stores++}`);
  const store = (name: string) => new LocalStore(join(folder, name));
  return { root: folder, inbox: store('inbox'), landing: store('landing'), archive: store('archive') };
}

/** A file as a sender leaves it; `minute` says when. */
export function send(lake: { root: string }, name: string, content: string | Buffer, minute = 0): string {
  const path = join(lake.root, 'inbox/reference/cpt_codes', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const at = new Date(Date.UTC(2026, 0, 31, 8, minute));
  utimesSync(path, at, at);
  return createHash('sha256').update(content).digest('hex');
}

/** Reads landed parts back. */
export async function landedRows(lake: Lake, parts: readonly { key: string }[]): Promise<Record<string, unknown>[]> {
  if (parts.length === 0) return [];
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`set TimeZone = 'UTC'`);
  const paths = parts.map(({ key }) => `'${lake.landing.uri(key)}'`).join(', ');
  const result = await connection.runAndReadAll(`select * from read_parquet([${paths}], hive_partitioning = false)`);
  return result.getRowObjectsJson();
}

/** Lands what has arrived of the reference feed. */
export async function extractCodes(
  lake: Lake,
  runId = 'r1',
  from = spec(),
  loaded: LoadedFiles = { newest: null, files: [] },
) {
  const request = {
    spec: from,
    hospitalId: 'reference',
    entity: entity('cpt_codes'),
    runId,
    previousWatermark: null,
    loaded,
    until: null,
    lake,
  };
  const manifest = await extractTable(request);
  return { manifest, rows: await landedRows(lake, manifest.parts) };
}
