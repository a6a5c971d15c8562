import { asDelivered } from '../../model/as-delivered';
import { bronzeTable, entity } from '../../model/catalogue';
import {
  append,
  january,
  loadRun,
  openDuckDb,
  read,
  stage,
  type TestRun,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import type { LandingManifest } from '../lake/manifest';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { appendToBronze, bronzeLoad } from './bronze';
import { latestWatermark, loadCounts } from './logged-loads';

const CLAIMS = { entity: entity('claims'), hospitalId: 'hospital-a' };
const MANIFEST: LandingManifest = {
  version: 1,
  runId: 'r1',
  hospitalId: 'hospital-a',
  table: 'claims',
  takenAt: january(6),
  watermark: '2025-01-05 10:00:00.000001',
  rows: 1,
  parts: [],
  keyParts: null,
  rejectedParts: [],
  rejectedRows: 0,
  files: [],
  totals: {},
  whole: false,
  sourceTotals: null,
  refused: [],
  otherFiles: 0,
  healed: null,
  absentColumns: [],
  mappingVersion: null,
};
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ warehouse, remove } = await openDuckDb(tablesUpToSilver('claims', ['hospital-a', 'hospital-b'])));
});
afterEach(() => remove());

const run = (runId: string, day: number, watermark: string | null, more: Partial<TestRun> = {}): TestRun => ({
  entity: 'claims',
  runId,
  takenAt: january(day),
  watermark,
  rows: [{ values: { claim_id: `C${day}` } }],
  ...more,
});
const watermark = async () => (await warehouse.query(latestWatermark(warehouse.dialect, CLAIMS)))[0]?.['watermark'];

it.each([
  ['a file says nothing about rows that it does not hold', 'claims', {}, 'none'],
  ['a scan was made', 'patients', { keyParts: [] }, 'scanned_keys'],
  ['a table without a cursor is read whole', 'departments', {}, 'staged_rows'],
  ['a line that could not be read may be any key', 'departments', { rejectedRows: 1 }, 'none'],
  ['a table with a cursor is read in part', 'patients', {}, 'none'],
  ['a reference file may be a supplement', 'cpt_codes', {}, 'none'],
] as const)('knows how deletes are found: %s', (_why, name, facts, expected) => {
  expect(bronzeLoad(entity(name), { ...MANIFEST, ...facts } as LandingManifest).deletes).toBe(expected);
});

it.each([
  ['the newest of two says what there is', 'full', [0, 0], 'newest_file'],
  ['an unreadable line of an older one hides nothing', 'full', [1, 0], 'newest_file'],
  ['a line of the newest that could not be read may be any key', 'full', [0, 1], 'none'],
  ['a row of the newest without a key may be any key', 'full', [0, 0], 'none', ['1']],
  ['a row without a key of an older one hides nothing', 'full', [0, 0], 'newest_file', ['0']],
  ['nothing came', 'full', [], 'none'],
  ['its rows are changes', 'changes', [0, 0], 'none'],
] as const)(
  'knows how deletes of an exported table are found: %s',
  (_why, content, rejected, expected, keyless: readonly string[] = []) => {
    const files = rejected.map((rejectedRows, index) => ({
      ...{
        key: `${index}.csv`,
        sha256: String(index),
        bytes: 1,
        rows: 2,
        rejectedRows,
        repeatedHeaders: 0,
        declaredLines: 0,
      },
      ...{ otherMembers: 0, unknownColumns: [], absentColumns: [], duplicate: false, modifiedAt: null, loadedBy: null },
    }));
    const again = files.slice(-1).map((file) => ({ ...file, rejectedRows: 0, duplicate: true }));
    const rejectedRows = rejected.reduce<number>((sum, each) => sum + each, 0);
    const manifest = { ...MANIFEST, rejectedRows, files: [...files, ...again] };
    const load = bronzeLoad(asDelivered(entity('departments'), { content }), manifest, undefined, new Set(keyless));
    expect(load.deletes).toBe(expected);
  },
);

it('has no watermark before the first load', async () => {
  expect(await warehouse.query(latestWatermark(warehouse.dialect, CLAIMS))).toEqual([]);
});

it("keeps the newest watermark as the source's exact text, through runs that have none, and per hospital", async () => {
  await append(warehouse, run('r1', 1, '2025-01-01 10:00:00.000001'));
  await append(warehouse, run('r2', 2, null));
  await append(warehouse, run('r1', 3, '9999', { hospitalId: 'hospital-b' }));
  expect(await watermark()).toBe('2025-01-01 10:00:00.000001');
  await append(warehouse, run('r3', 4, '2025-01-03 10:00:00.000001'));
  expect(await watermark()).toBe('2025-01-03 10:00:00.000001');
});

it('does not take the watermark of a run that is loaded again for the newest', async () => {
  await append(warehouse, run('r1', 1, 'first'));
  await append(warehouse, run('r2', 2, 'second'));
  await append(warehouse, run('r1', 1, 'first'));
  expect(await watermark()).toBe('second');
});

it('replaces the events of a run that is loaded again, and waits to be applied again', async () => {
  await loadRun(warehouse, run('r1', 1, 'first'));
  await append(warehouse, run('r1', 1, 'first'));
  expect(await read(warehouse, bronzeTable(CLAIMS.entity, 'hospital-a'), '_run_id, claim_id')).toEqual([
    { _run_id: 'r1', claim_id: 'C1' },
  ]);
  expect(await warehouse.query(loadCounts(warehouse.dialect, { ...CLAIMS, runId: 'r1' }))).toEqual([
    { rows_landed: 1, rows_new: 1, rows_deleted: 0 },
  ]);
  expect(
    await warehouse.query({ name: 'test.pending', sql: 'select run_id from ops.loads where applied_at is null' }),
  ).toEqual([{ run_id: 'r1' }]);
});

it('leaves nothing behind when a statement fails', async () => {
  const failing = run('r1', 1, 'first');
  await stage(warehouse, failing);
  const load = {
    ...CLAIMS,
    runId: 'r1',
    takenAt: january(1),
    watermark: 'first',
    rows: 1,
    deletes: 'none',
  } as const;
  const statements = [...appendToBronze(warehouse.dialect, load), { name: 'test.fail', sql: 'select * from nowhere' }];
  await expect(warehouse.executeAtomically(statements)).rejects.toThrow(
    expect.objectContaining({ code: 'WAREHOUSE_STATEMENT_FAILED' }),
  );
  expect(await read(warehouse, bronzeTable(CLAIMS.entity, 'hospital-a'), '_run_id')).toEqual([]);
  expect(await watermark()).toBeUndefined();
});
