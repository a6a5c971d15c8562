import { entity, quarantineTable, silverTable, stagingTable } from '../../model/catalogue';
import { opsQualityResults } from '../../model/ops';
import {
  history,
  january,
  type LandedRow,
  loadRun,
  openDuckDb,
  read,
  stage,
  type TestRun,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import { nextKnown } from '../steps/next-known';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { appendToBronze } from './bronze';
import { rebuildHistory } from './history';
import { checkRows } from './quality';

const NAMES = ['claims', 'departments', 'patients', 'cpt_codes'];
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  const owners = (name: string) => [name === 'cpt_codes' ? 'reference' : 'hospital-a'];
  const tables = NAMES.flatMap((name) => tablesUpToSilver(name, owners(name)));
  ({ warehouse, remove } = await openDuckDb([
    ...new Map(tables.map((each) => [each.dataset + each.name, each])).values(),
  ]));
});
afterEach(() => remove());

const claim = (id: string | null, amount: string, day: number, more: Partial<LandedRow> = {}): LandedRow => ({
  values: {
    claim_id: id,
    service_date: '2025-01-01',
    claim_date: '2025-01-01',
    claim_amount: amount,
    paid_amount: '0',
    claim_status: 'Paid',
    modified_at: january(day),
  },
  at: january(day),
  ...more,
});
const file = (runId: string, day: number, rows: readonly LandedRow[], more: Partial<TestRun> = {}): TestRun => ({
  entity: 'claims',
  runId,
  takenAt: january(day),
  rows,
  ...more,
});
const held = async (name = 'claims') =>
  (await read(warehouse, quarantineTable(entity(name)), '_run_id, _seq, _rule_ids')).map((row) =>
    Object.values(row).join(' '),
  );
const amounts = (id = 'C1') => history(warehouse, 'claims', id, 'claim_amount');

it('holds both rows of a key and moment that differ, and counts them', async () => {
  await loadRun(warehouse, file('r1', 10, [claim('C1', '100', 5), claim('C1', '900', 5), claim('C2', '7', 5)]));
  expect(await held()).toEqual(['r1 1 conflicting_rows', 'r1 2 conflicting_rows']);
  expect(await amounts()).toEqual([]);
  expect(await amounts('C2')).toEqual(['05.. 7 current']);
  const where = "rule_id = 'conflicting_rows'";
  expect(await read(warehouse, opsQualityResults, 'severity, rows_checked, rows_failed', where)).toEqual([
    { severity: 'error', rows_checked: 3, rows_failed: 2 },
  ]);
});

it('holds three rows of which two are equal, and rows that state no time', async () => {
  const unstated = { kind: 'missing', at: january(10) } as const;
  const rows = [
    ...[claim('C1', '1', 5), claim('C1', '2', 5), claim('C1', '1', 5)],
    ...[claim('C2', '1', 5, unstated), claim('C2', '2', 6, unstated)],
  ];
  await loadRun(warehouse, file('r1', 10, rows));
  expect(await held()).toEqual([1, 2, 3, 4, 5].map((seq) => `r1 ${seq} conflicting_rows`));
});

it('takes equal copies, versions of different times, and a later file of the same run', async () => {
  const rows = [
    ...[claim('C1', '1', 5), claim('C1', '1', 5)],
    ...[claim('C2', '1', 5), claim('C2', '2', 6)],
    ...[claim('C3', '1', 5), claim('C3', '2', 5, { file: 'second' })],
  ];
  await loadRun(warehouse, file('r1', 10, rows));
  expect(await held()).toEqual([]);
  expect(await amounts('C1')).toEqual(['05.. 1 current']);
  expect(await amounts('C2')).toEqual(['05..06 1', '06.. 2 current']);
  expect(await amounts('C3')).toEqual(['05.. 2 current']);
});

it('does not count rows without a key as rows of one key', async () => {
  await loadRun(warehouse, file('r1', 10, [claim(null, '1', 5), claim(null, '2', 5)]));
  expect(await held()).toEqual(['r1 1 required:claim_id', 'r1 2 required:claim_id']);
});

it('leaves the older good version, also where the conflict repeats it, and takes the correction', async () => {
  await loadRun(warehouse, file('r1', 10, [claim('C1', '100', 5)]));
  await loadRun(warehouse, file('r2', 12, [claim('C1', '100', 5), claim('C1', '900', 5)]));
  expect(await held()).toEqual(['r2 1 conflicting_rows', 'r2 2 conflicting_rows']);
  expect(await amounts()).toEqual(['05.. 100 current']);
  // The correction says what the last of the rows held back said.
  await loadRun(warehouse, file('r3', 14, [claim('C1', '900', 5)]));
  expect(await amounts()).toEqual(['05.. 900 current']);
});

it('gives the same when the file comes again, is loaded again, and after a replay', async () => {
  const conflict = file('r1', 10, [claim('C1', '100', 5), claim('C1', '900', 5)]);
  await loadRun(warehouse, conflict);
  await loadRun(warehouse, conflict);
  await loadRun(warehouse, { ...conflict, runId: 'r2', takenAt: january(12) });
  expect(await held()).toEqual([1, 2, 3, 4].map((row) => `r${row < 3 ? 1 : 2} ${2 - (row % 2)} conflicting_rows`));
  const of = { entity: entity('claims'), hospitalId: 'hospital-a' };
  await warehouse.executeAtomically([
    ...checkRows(warehouse.dialect, of, 'applied'),
    ...rebuildHistory(warehouse.dialect, of, await nextKnown(warehouse, of), 'applied'),
  ]);
  expect(await amounts()).toEqual([]);
  expect((await held()).length).toBe(4);
});

it('compares contents, not hashes: rows whose older hash covers when they were written are copies', async () => {
  const of = { entity: entity('patients'), hospitalId: 'hospital-a' };
  const rows = [3, 4].map((day) => ({ values: { patient_id: 'P1', modified_at: january(day) }, at: january(day) }));
  const run = file('r1', 10, rows, { entity: 'patients' });
  await stage(warehouse, run);
  const staging = warehouse.dialect.table(stagingTable(of.entity, of.hospitalId));
  await warehouse.executeAtomically([
    {
      name: 'test.older',
      sql: `update ${staging} set _hash_version = null, _row_hash = concat('hash ', cast(_seq as varchar))`,
    },
    ...appendToBronze(warehouse.dialect, {
      ...{ ...of, runId: 'r1', takenAt: january(10), watermark: null, rows: 2, deletes: 'none' },
    }),
    ...checkRows(warehouse.dialect, of),
  ]);
  expect(await held('patients')).toEqual([]);
});

it('holds rows of a key twice in a snapshot, whatever their cursors, and of tables without a cursor', async () => {
  const patient = (name: string, day: number): LandedRow => ({
    values: { patient_id: 'P1', first_name: name, modified_at: january(day) },
    at: january(day),
  });
  await loadRun(warehouse, file('r1', 10, [patient('A', 3), patient('B', 4)], { entity: 'patients' }));
  expect(await held('patients')).toEqual(['r1 1 conflicting_rows', 'r1 2 conflicting_rows']);
  await loadRun(warehouse, file('r2', 12, [patient('B', 4)], { entity: 'patients' }));
  expect(await history(warehouse, 'patients', 'P1', 'first_name')).toEqual(['04.. B current']);

  const departments = ['A', 'B'].map((name) => ({ values: { department_id: 'D1', name } }));
  await loadRun(warehouse, file('r1', 10, departments, { entity: 'departments', deletes: 'staged_rows' }));
  expect(await held('departments')).toEqual(['r1 1 conflicting_rows', 'r1 2 conflicting_rows']);
  const codes = ['A', 'B'].map((description) => ({ values: { procedure_code: '99213', description } }));
  await loadRun(warehouse, file('r1', 10, codes, { entity: 'cpt_codes', hospitalId: 'reference' }));
  expect(await read(warehouse, silverTable(entity('cpt_codes')), 'description')).toEqual([]);
});
