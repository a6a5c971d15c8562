import { entity, quarantineTable, silverTable, stagingRejectedTable } from '../../model/catalogue';
import { opsQualityResults } from '../../model/ops';
import {
  append,
  january,
  type LandedRow,
  loadRun,
  openDuckDb,
  read,
  type TestRun,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import { insertRows } from '../../test/transform/insert-rows';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { checkRows, quarantineRejectedLines } from './quality';

const TRANSACTIONS = { entity: entity('transactions'), hospitalId: 'hospital-a' };
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ warehouse, remove } = await openDuckDb(tablesUpToSilver('transactions', ['hospital-a', 'hospital-b'])));
});
afterEach(() => remove());

const charge = (id: string | null, amount: string | null, more: LandedRow['values'] = {}): LandedRow => ({
  values: { transaction_id: id, service_date: '2025-01-05', amount, paid_amount: '0', ...more },
});
const run = (runId: string, day: number, rows: readonly LandedRow[], more: Partial<TestRun> = {}): TestRun => ({
  entity: 'transactions',
  runId,
  takenAt: january(day),
  rows,
  ...more,
});
const quarantined = async () =>
  (await read(warehouse, quarantineTable(TRANSACTIONS.entity), '_run_id, _seq, _rule_ids')).map((row) =>
    Object.values(row).join(' '),
  );
const failures = async (where = 'rows_failed > 0') =>
  (await read(warehouse, opsQualityResults, 'run_id, rule_id, severity, rows_checked, rows_failed', where)).map((row) =>
    Object.values(row).join(' '),
  );

it('sends rows that break an error rule to quarantine with every rule, and the others on', async () => {
  const rows = [
    charge('T1', '100'),
    charge('T2', '-1', { service_date: null }),
    { ...charge('T3', null), unreadable: '{"amount":"12,x"}' },
    charge(null, '5'),
  ];
  await loadRun(warehouse, run('r1', 6, rows));
  expect(await quarantined()).toEqual([
    'r1 2 required:service_date,amount_not_negative,service_date_plausible',
    // A missing required value fails every rule about it: NULL is not TRUE.
    'r1 3 required:amount,unreadable:amount,amount_not_negative',
    'r1 4 required:transaction_id',
  ]);
  expect(await read(warehouse, silverTable(TRANSACTIONS.entity), 'transaction_id')).toEqual([{ transaction_id: 'T1' }]);
});

it('passes a NULL in a column that may be NULL, and keeps rows with warnings', async () => {
  const rows = [
    charge('T1', '100', { paid_date: null }),
    charge('T2', '100', { paid_date: '2025-01-04', paid_amount: '101' }),
  ];
  await loadRun(warehouse, run('r1', 6, rows));
  expect(await quarantined()).toEqual([]);
  expect(await failures()).toEqual(['r1 paid_after_service warning 2 1', 'r1 paid_at_most_charged warning 2 1']);
  expect(await read(warehouse, silverTable(TRANSACTIONS.entity), 'transaction_id, _warnings')).toEqual([
    { transaction_id: 'T1', _warnings: null },
    { transaction_id: 'T2', _warnings: 'paid_at_most_charged,paid_after_service' },
  ]);
});

it('holds back a day before 1990 or later than the day after the snapshot', async () => {
  const dates = ['1990-01-01', '2025-01-07', '1989-12-31', '1026-01-05', '2025-01-08', '9999-12-31'];
  const paid = { paid_date: '1026-01-05', visit_date: '9999-12-31' };
  const rows = [
    ...dates.map((service_date, index) => charge(`T${index}`, '1', { service_date })),
    charge('T6', '1', paid),
  ];
  await loadRun(warehouse, run('r1', 6, rows));
  expect(await quarantined()).toEqual([
    ...[3, 4, 5, 6].map((seq) => `r1 ${seq} service_date_plausible`),
    'r1 7 paid_date_plausible',
  ]);
  expect(await failures("severity = 'warning' and rows_failed > 0 and rule_id like '%plausible'")).toEqual([
    'r1 visit_date_plausible warning 7 1',
  ]);
});

it('finds the unreadable column at a key of the JSON and not inside a value', async () => {
  await loadRun(warehouse, run('r1', 6, [{ ...charge('T1', '1'), unreadable: '{"paid_date":"{\\"amount\\":1"}' }]));
  expect(await quarantined()).toEqual(['r1 1 unreadable:paid_date']);
});

it('counts every rule of every run, also those that nothing broke and runs without rows', async () => {
  await append(warehouse, run('r1', 6, [charge('T1', '-1'), charge('T2', '1')]));
  await append(warehouse, run('r2', 7, []));
  await warehouse.executeAtomically(checkRows(warehouse.dialect, TRANSACTIONS));
  expect(await failures("rule_id in ('amount_not_negative', 'unreadable_line')")).toEqual([
    'r1 amount_not_negative error 2 1',
    'r1 unreadable_line error 2 0',
    'r2 amount_not_negative error 0 0',
    'r2 unreadable_line error 0 0',
  ]);
});

it('does not judge deletes', async () => {
  await loadRun(warehouse, run('r1', 6, [charge('T1', '1')], { keys: [{ transaction_id: 'T1' }] }));
  await loadRun(warehouse, run('r2', 7, [], { keys: [] }));
  expect(await quarantined()).toEqual([]);
  expect(await failures("run_id = 'r2' and rows_checked > 0")).toEqual([]);
});

it('gives the same when repeated, and leaves other hospitals and applied runs alone', async () => {
  await loadRun(warehouse, run('r1', 6, [charge('T1', '-1')]));
  await loadRun(warehouse, run('r1', 6, [charge('T1', '-1')], { hospitalId: 'hospital-b' }));
  await append(warehouse, run('r2', 7, [charge('T2', '-1')]));
  const expected = ['r1 1 amount_not_negative', 'r1 1 amount_not_negative', 'r2 1 amount_not_negative'];
  for (const scope of ['pending', 'pending', 'applied', 'applied'] as const) {
    await warehouse.executeAtomically(checkRows(warehouse.dialect, TRANSACTIONS, scope));
    expect(await quarantined()).toEqual(expected);
  }
  expect(await failures("rule_id = 'amount_not_negative' and hospital_id = 'hospital-a'")).toEqual([
    'r1 amount_not_negative error 1 1',
    'r2 amount_not_negative error 1 1',
  ]);
});

it('keeps unreadable lines, counts them, and never takes them for the row of the same number', async () => {
  await append(warehouse, run('r1', 6, [charge('T1', '1')]));
  await rejectLine('r1', 1);
  await rejectLine('r1', 1);
  await loadRun(warehouse, run('r1', 6, [charge('T1', '1')], { rejected: 1 }));
  expect(await quarantined()).toEqual(['r1 1 line_field_count']);
  expect(await failures()).toEqual(['r1 unreadable_line error 2 1']);
  expect(await read(warehouse, silverTable(TRANSACTIONS.entity), 'transaction_id')).toEqual([{ transaction_id: 'T1' }]);
});

it('takes over the unreadable lines of its own run, whatever other run has staged its own since', async () => {
  await rejectLine('r1', 1);
  await append(warehouse, run('r1', 6, [charge('T1', '1')], { rejected: 1 }));
  await rejectLine('r2', 1);
  await append(warehouse, run('r2', 7, [charge('T2', '1')], { rejected: 1 }));
  // The lines of r2 are staged now: a late attempt of r1 finds none of its own, and takes no other.
  await warehouse.executeAtomically(quarantineRejectedLines(warehouse.dialect, { ...TRANSACTIONS, runId: 'r1' }));
  expect(await quarantined()).toEqual(['r2 1 line_field_count']);
  await rejectLine('r1', 1);
  await loadRun(warehouse, run('r3', 8, []));
  expect(await quarantined()).toEqual(['r1 1 line_field_count', 'r2 1 line_field_count']);
  expect(await failures()).toEqual(['r1 unreadable_line error 2 1', 'r2 unreadable_line error 2 1']);
});

async function rejectLine(runId: string, seq: number): Promise<void> {
  const line = {
    hospital_id: 'hospital-a',
    _run_id: runId,
    _op: 'U',
    _source_ts: january(6),
    _seq: seq,
    _row_hash: '',
    _rule_ids: 'line_field_count',
    _raw_line: 'T1,',
  };
  await warehouse.executeAtomically([
    ...insertRows(warehouse.dialect, stagingRejectedTable(TRANSACTIONS.entity, 'hospital-a'), [line], 'replace'),
    ...quarantineRejectedLines(warehouse.dialect, { ...TRANSACTIONS, runId }),
  ]);
}
