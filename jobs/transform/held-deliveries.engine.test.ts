import { entity, quarantineTable, silverTable } from '../../model/catalogue';
import { opsHeldDeliveries, opsLoads } from '../../model/ops';
import {
  append,
  january,
  type LandedRow,
  openDuckDb,
  read,
  type TestRun,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import { nextKnown } from '../steps/next-known';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { quarantinedShares } from './held-deliveries';
import { rebuildHistory } from './history';
import { checkRows } from './quality';
import { compareWithSilver } from './table-totals';

const CLAIMS = { entity: entity('claims'), hospitalId: 'hospital-a' };
const LIMITS = { maximumShare: 0.5, leastRows: 2 };
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ warehouse, remove } = await openDuckDb(tablesUpToSilver('claims', ['hospital-a'])));
});
afterEach(() => remove());

/** A claim of a file, changed on a day; `amount` null breaks a rule. */
const claim = (id: string | null, amount: string | null, day: number, file = 'f1'): LandedRow => ({
  values: {
    ...{ claim_id: id, service_date: '2025-01-01', claim_date: '2025-01-01', claim_status: 'Paid', paid_amount: '0' },
    claim_amount: amount,
  },
  file,
  at: january(day),
});
/** The modified date of the row cannot be read: the delivery's time stands in for it, later than any true one. */
const untimed = (row: LandedRow, day: number): LandedRow => ({ ...row, at: january(day), kind: 'missing' });
const run = (runId: string, day: number, rows: readonly LandedRow[]): TestRun => ({
  ...{ entity: 'claims', runId, takenAt: january(day), rows },
});
async function deliver(of: TestRun, limits = LIMITS): Promise<void> {
  await append(warehouse, of);
  await warehouse.executeAtomically(checkRows(warehouse.dialect, CLAIMS, 'pending', limits));
  await warehouse.executeAtomically([
    ...rebuildHistory(warehouse.dialect, CLAIMS, await nextKnown(warehouse, CLAIMS)),
    ...compareWithSilver(warehouse.dialect, CLAIMS, of.runId),
  ]);
}
const texts = async (...of: Parameters<typeof read> extends [unknown, ...infer Rest] ? Rest : never) =>
  (await read(warehouse, ...of)).map((row) => Object.values(row).join(' '));
const silver = () => texts(silverTable(CLAIMS.entity), 'claim_id, claim_amount', 'is_current');
const held = () => texts(opsHeldDeliveries, 'run_id, source_file, rows_broken, rows_checked');
const quarantined = () => texts(quarantineTable(CLAIMS.entity), '_run_id, claim_id, _rule_ids');
const waiting = () => texts(opsLoads, 'run_id', 'applied_at is null');

it('holds a delivery as a whole, and no other one of the same run', async () => {
  const rows = [claim('A', null, 1), claim('B', null, 1), claim('C', '3', 1), claim('D', '4', 1, 'f2')];
  await deliver(run('r1', 5, rows));
  expect(await silver()).toEqual(['D 4']);
  expect(await held()).toEqual(['r1 f1 2 3']);
  expect(await quarantined()).toEqual([
    'r1 A required:claim_amount',
    'r1 B required:claim_amount',
    'r1 C delivery_held',
  ]);
  expect(await waiting()).toEqual(['r1']);
});

it('lets a corrected delivery of the same keys through, and frees what waited', async () => {
  const broken = [claim('A', null, 1), claim('B', null, 1), claim('C', '3', 1)];
  await deliver(run('r1', 5, broken));
  await deliver(run('r2', 6, [claim('A', '1', 2, 'f2'), claim('B', '2', 2, 'f2')]));
  expect(await silver()).toEqual(['A 1', 'B 2', 'C 3']);
  expect(await held()).toEqual([]);
  expect(await waiting()).toEqual([]);
});

it('lets a corrected delivery through whose times are older than those that stood in for unreadable ones', async () => {
  const broken = ['A', 'B'].map((id) => untimed(claim(id, null, 5), 5));
  await deliver(run('r1', 5, broken));
  expect(await held()).toEqual(['r1 f1 2 2']);
  await deliver(run('r2', 6, [claim('A', '1', 1, 'f2'), claim('B', '2', 1, 'f2')]));
  expect(await silver()).toEqual(['A 1', 'B 2']);
  expect(await held()).toEqual([]);
});

it('keeps a delivery held while others come and go, until it is corrected row by row', async () => {
  await deliver(run('r1', 5, [claim('A', null, 1), claim('B', null, 1), claim('C', null, 1), claim('D', '4', 1)]));
  await deliver(run('r2', 6, [claim('E', '5', 1, 'f2')]));
  expect(await held()).toEqual(['r1 f1 3 4']);
  expect(await silver()).toEqual(['E 5']);
  await deliver(run('r3', 7, [claim('A', '1', 2, 'f3')]));
  expect(await held()).toEqual(['r1 f1 2 3']);
  await deliver(run('r4', 8, [claim('B', '2', 2, 'f4')]));
  // One broken row is left, fewer than hold a delivery.
  expect(await held()).toEqual([]);
  expect(await silver()).toEqual(['A 1', 'B 2', 'D 4', 'E 5']);
  expect(await waiting()).toEqual([]);
});

it('judges a late file of an older month by its own rows, though history has later ones', async () => {
  await deliver(run('r1', 5, [claim('A', '1', 4), claim('B', '2', 4)]));
  await deliver(run('r2', 6, [claim('A', null, 1, 'f2'), claim('B', null, 1, 'f2')]));
  expect(await held()).toEqual(['r2 f2 2 2']);
  expect(await silver()).toEqual(['A 1', 'B 2']);
});

it('is not freed by a late file of an older month, whose rows hold before its own', async () => {
  await deliver(run('r1', 5, [claim('A', null, 4), claim('B', null, 4)]));
  await deliver(run('r2', 6, [claim('A', '1', 1, 'f2'), claim('B', '2', 1, 'f2')]));
  expect(await held()).toEqual(['r1 f1 2 2']);
  await deliver(run('r3', 7, [claim('A', '3', 4, 'f3'), claim('B', '4', 5, 'f3')]));
  expect([await held(), await silver()]).toEqual([[], ['A 3', 'B 4']]);
});

it.each([
  ['a share that is not exceeded', { maximumShare: 0.75, leastRows: 2 }],
  ['fewer broken rows than hold a delivery', { maximumShare: 0.1, leastRows: 4 }],
])('holds nothing for %s', async (_why, limits) => {
  const rows = [claim('A', null, 1), claim('B', null, 1), claim('C', null, 1), claim('D', '4', 1)];
  await deliver(run('r1', 5, rows), limits);
  expect(await held()).toEqual([]);
  expect(await silver()).toEqual(['D 4']);
});

it('counts each row without a key, and a key twice in a delivery once', async () => {
  const rows = [claim(null, '1', 1), claim(null, '1', 1), claim(null, '2', 1), claim('A', '1', 1), claim('A', '2', 2)];
  await append(warehouse, run('r1', 5, rows));
  await warehouse.executeAtomically(checkRows(warehouse.dialect, CLAIMS));
  expect(await warehouse.query(quarantinedShares(warehouse.dialect, CLAIMS))).toEqual([
    // Of the three without a key two say the same.
    { run_id: 'r1', source_file: 'f1', rows_checked: 3, rows_quarantined: 2 },
  ]);
});

it('keeps a held delivery out of a replay, and the other files of its run in', async () => {
  const rows = [claim('A', null, 1), claim('B', null, 1), claim('C', '3', 1), claim('D', '4', 1, 'f2')];
  await deliver(run('r1', 5, rows));
  const before = await quarantined();
  await warehouse.executeAtomically([
    ...checkRows(warehouse.dialect, CLAIMS, 'applied'),
    ...rebuildHistory(warehouse.dialect, CLAIMS, await nextKnown(warehouse, CLAIMS), 'applied'),
  ]);
  expect(await silver()).toEqual(['D 4']);
  expect(await quarantined()).toEqual(before);
});

it('takes a held delivery in when the limit is raised', async () => {
  await deliver(run('r1', 5, [claim('A', null, 1), claim('B', null, 1), claim('C', '3', 1)]));
  await deliver(run('r2', 6, []), { maximumShare: 0.9, leastRows: 2 });
  expect(await silver()).toEqual(['C 3']);
  expect(await waiting()).toEqual([]);
});
