import { entity, quarantineTable, silverTable } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import { opsDeliveries, opsQuarantineDecisions } from '../../model/ops';
import type { Entity } from '../../model/types';
import {
  append,
  history,
  january,
  type LandedRow,
  loadRun,
  openDuckDb,
  read,
  type TestRun,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import { decideRows } from '../run/quarantine';
import { nextKnown } from '../steps/next-known';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { judgeDeliveries } from './deliveries';
import { heldDeliveries, quarantinedShares } from './held-deliveries';
import { rebuildHistory } from './history';
import { historyViolations } from './history-violations';
import { checkRows } from './quality';
import { type Decision, decide } from './quarantine-decisions';
import { quarantineStates } from './quarantine-states';
import { compareWithSilver } from './table-totals';

const TRANSACTIONS = entity('transactions');
const OF = { entity: TRANSACTIONS, hospitalId: 'hospital-a' };
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ warehouse, remove } = await openDuckDb([
    ...tablesUpToSilver('transactions', ['hospital-a', 'hospital-b']),
    ...tablesUpToSilver('claims', ['hospital-a']),
  ]));
});
afterEach(() => remove());

const charge = (id: string | null, amount: string | null, day = 2): LandedRow => ({
  values: { transaction_id: id, service_date: '2025-01-01', amount, paid_amount: '0', modified_at: january(day) },
  at: january(day),
});
const run = (runId: string, day: number, rows: readonly LandedRow[], more: Partial<TestRun> = {}): TestRun => ({
  entity: 'transactions',
  ...{ runId, takenAt: january(day), rows },
  ...more,
});
const person = (decision: Decision['decision']): Decision => ({ decision, person: 'dana', reason: 'checked' });
const decided = (decision: Decision['decision'], runId: string, seq: number, of = OF) =>
  warehouse.executeAtomically([decide(warehouse.dialect, { ...of, runId, seq, kind: 'row' }, person(decision))]);
const historyAgain = async () =>
  warehouse.executeAtomically(rebuildHistory(warehouse.dialect, OF, await nextKnown(warehouse, OF)));
/** `run seq state reason` of each row in quarantine. */
const states = async (of: Entity = TRANSACTIONS) => {
  const sql = `select _run_id, _seq, state, reason from (${quarantineStates(warehouse.dialect, of)}) s order by hospital_id, _run_id, _seq`;
  const rows = await warehouse.query({ name: 'test', sql });
  return rows.map(
    (row) => `${row['_run_id']} ${row['_seq']} ${row['state']}${row['reason'] ? `: ${row['reason']}` : ''}`,
  );
};
const decisions = async () =>
  (await read(warehouse, opsQuarantineDecisions, 'run_id, seq, decision, made_by, rule_ids')).map((row) =>
    Object.values(row).join(' '),
  );
const silver = async (of = TRANSACTIONS) =>
  (await read(warehouse, silverTable(of), of.key[0] ?? '')).map((row) => row[of.key[0] ?? '']);

it('a row is open until a later good version of its key comes: then it is mended', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1'), charge('T2', '-2'), charge('T3', '3')]));
  expect(await states()).toEqual(['r1 1 open', 'r1 2 open']);
  await loadRun(warehouse, run('r2', 6, [charge('T1', '-5', 5)]));
  // A later version that is broken too mends nothing. It stands for the key, so that a row counts once however often it comes.
  expect(await states()).toEqual([
    'r1 1 overtaken: a later version of its key is in quarantine too',
    ...['r1 2 open', 'r2 1 open'],
  ]);
  await loadRun(warehouse, run('r3', 9, [charge('T1', '1', 8)]));
  const mended = 'mended: a later good version of its key came';
  expect(await states()).toEqual([`r1 1 ${mended}`, 'r1 2 open', `r2 1 ${mended}`]);
  expect(await decisions()).toEqual([
    'r1 1 mended load amount_not_negative',
    'r1 1 overtaken load amount_not_negative',
    'r2 1 mended load amount_not_negative',
  ]);
  // Broken once more after it was good: that row is open, those before stay mended.
  await loadRun(warehouse, run('r4', 12, [charge('T1', '-5', 11)]));
  expect(await states()).toEqual([`r1 1 ${mended}`, 'r1 2 open', `r2 1 ${mended}`, 'r4 1 open']);
});

it('a later version that a person discards overtakes nothing', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1')]));
  await append(warehouse, run('r2', 6, [charge('T1', '-5', 5)]));
  await warehouse.executeAtomically(checkRows(warehouse.dialect, OF));
  await decided('discarded', 'r2', 1);
  await historyAgain();
  expect(await states()).toEqual(['r1 1 open', 'r2 1 discarded: checked']);
});

it('a row whose key the source deletes later waits for nothing any more', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1'), charge(null, '-2')]));
  await loadRun(warehouse, run('r2', 6, [], { keys: [] }));
  expect(await states()).toEqual(['r1 1 mended: the source deleted the row later', 'r1 2 open']);
});

it('an older state of a file that comes late mends nothing', async () => {
  const claim = (status: string, day: number): LandedRow => ({
    values: {
      ...{ claim_id: 'C1', service_date: '2025-01-01', claim_date: '2025-01-02', claim_amount: '10' },
      ...{ paid_amount: '0', claim_status: status, modified_at: january(day) },
    },
    at: january(day),
  });
  const delivered = (runId: string, day: number, row: LandedRow) =>
    loadRun(warehouse, { entity: 'claims', runId, takenAt: january(day), rows: [row] });
  await delivered('r1', 11, claim('Payed', 10));
  await delivered('r2', 12, claim('Pending', 5));
  expect(await states(entity('claims'))).toEqual(['r1 1 open']);
  await delivered('r3', 13, claim('Paid', 10));
  expect(await states(entity('claims'))).toEqual(['r1 1 mended: a later good version of its key came']);
});

it('a released row is in the next history, with its own time, and in a replay', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1'), charge('T2', '2')]));
  await loadRun(warehouse, run('r2', 6, [charge('T1', '1', 5)]));
  await decided('released', 'r1', 1);
  await historyAgain();
  expect(await states()).toEqual(['r1 1 released: checked']);
  const expected = ['02..05 -1', '05.. 1 current'];
  expect(await history(warehouse, 'transactions', 'T1', 'amount')).toEqual(expected);
  // Nothing new: the same versions stay, known since they came.
  const before = await read(warehouse, silverTable(TRANSACTIONS), '*');
  await historyAgain();
  expect(await read(warehouse, silverTable(TRANSACTIONS), '*')).toEqual(before);
  expect(await warehouse.query(historyViolations(warehouse.dialect, OF, 'applied'))).toEqual([]);
  await warehouse.executeAtomically([
    ...checkRows(warehouse.dialect, OF, 'applied'),
    ...rebuildHistory(warehouse.dialect, OF, await nextKnown(warehouse, OF), 'applied'),
    ...compareWithSilver(warehouse.dialect, OF, 'r2'),
  ]);
  expect(await read(warehouse, silverTable(TRANSACTIONS), '*')).toEqual(before);
  expect(await states()).toEqual(['r1 1 released: checked']);
});

it('a release that a person takes back leaves history again', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1'), charge('T2', '2')]));
  await decided('released', 'r1', 1);
  await historyAgain();
  expect(await silver()).toEqual(['T1', 'T2']);
  await decided('discarded', 'r1', 1);
  await historyAgain();
  expect(await silver()).toEqual(['T2']);
  expect(await states()).toEqual(['r1 1 discarded: checked']);
});

it('totals of silver agree with bronze, released rows included', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1'), charge('T2', '2'), charge('T3', '-4')]));
  await decided('released', 'r1', 1);
  await decided('discarded', 'r1', 3);
  await historyAgain();
  await warehouse.executeAtomically(compareWithSilver(warehouse.dialect, OF, 'r1'));
  const sql = `select expected, actual from ops.reconciliations where subject = 'silver.transactions.amount'`;
  expect(await warehouse.query({ name: 'test', sql })).toEqual([{ expected: '1', actual: '1' }]);
});

it('keeps decisions when the load is repeated, and shares them with equal rows that are sent again', async () => {
  const first = run('r1', 3, [charge('T1', '-1'), charge('T2', '-2'), charge('T3', '-3')]);
  await loadRun(warehouse, first);
  await decided('released', 'r1', 1);
  await decided('discarded', 'r1', 2);
  await loadRun(warehouse, first);
  expect(await states()).toEqual(['r1 1 released: checked', 'r1 2 discarded: checked', 'r1 3 open']);
  expect(await silver()).toEqual(['T1']);
  expect(await decisions()).toHaveLength(2);
  // Touched at the source: other times, the same contents.
  await loadRun(warehouse, run('r2', 6, [charge('T1', '-1', 5), charge('T2', '-2', 5), charge('T3', '-3', 5)]));
  expect((await states()).slice(3)).toEqual(['r2 1 released: checked', 'r2 2 discarded: checked', 'r2 3 open']);
  expect(await history(warehouse, 'transactions', 'T1', 'amount')).toEqual(['02.. -1 current']);
  // Sent before the hash had its version of today.
  await warehouse.executeAtomically([
    {
      name: 'test',
      sql: `update ${warehouse.dialect.table(quarantineTable(TRANSACTIONS))} set _row_hash = concat('old ', _row_hash), _hash_version = 2`,
    },
  ]);
  await loadRun(warehouse, run('r2b', 7, [charge('T1', '-1', 6), charge('T2', '-2', 6)]));
  expect((await states()).slice(6)).toEqual(['r2b 1 released: checked', 'r2b 2 discarded: checked']);
  // Another content is another row.
  await loadRun(warehouse, run('r3', 9, [charge('T1', '-9', 8)]));
  expect((await states()).at(-1)).toBe('r3 1 open');
});

it('a release holds for the rules that were broken then', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1')]));
  await decided('released', 'r1', 1);
  const stricter: Entity = {
    ...TRANSACTIONS,
    quality: [
      ...TRANSACTIONS.quality,
      ...[
        { id: 'amount_whole', severity: 'error', check: { kind: 'at_least', column: 'amount', minimum: 5 } } as const,
      ].map((rule) => ({ ...rule, description: 'A test.' })),
    ],
  };
  const of = { ...OF, entity: stricter };
  const replay = async () =>
    warehouse.executeAtomically([
      ...checkRows(warehouse.dialect, of, 'applied'),
      ...rebuildHistory(warehouse.dialect, of, await nextKnown(warehouse, of), 'applied'),
    ]);
  await historyAgain();
  expect(await silver()).toEqual(['T1']);
  await replay();
  expect([await states(), await silver()]).toEqual([['r1 1 open: checked'], []]);
});

it('a row that breaks no rule any more is released by the rules; it is open again when they are as before', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1'), charge('T2', '2')]));
  const replay = async (of: typeof OF) =>
    warehouse.executeAtomically([
      ...checkRows(warehouse.dialect, of, 'applied'),
      ...rebuildHistory(warehouse.dialect, of, await nextKnown(warehouse, of), 'applied'),
    ]);
  const laxer = {
    ...OF,
    entity: { ...TRANSACTIONS, quality: TRANSACTIONS.quality.filter(({ id }) => id !== 'amount_not_negative') },
  };
  await replay(laxer);
  expect([await states(), await silver()]).toEqual([[], ['T1', 'T2']]);
  expect(await decisions()).toEqual(['r1 1 released rules amount_not_negative']);
  await replay(OF);
  expect(await silver()).toEqual(['T2']);
  expect((await states()).map((each) => each.split(':')[0])).toEqual(['r1 1 open']);
});

it('counts for the threshold what is open', async () => {
  await append(
    warehouse,
    run('r1', 3, [charge('T1', '-1'), charge('T2', '-2'), charge('T3', '-3'), charge('T4', '4')]),
  );
  await warehouse.executeAtomically(checkRows(warehouse.dialect, OF));
  const share = async () => (await warehouse.query(quarantinedShares(warehouse.dialect, OF)))[0];
  expect(await share()).toMatchObject({ rows_checked: 4, rows_quarantined: 3 });
  await decided('released', 'r1', 1);
  await decided('discarded', 'r1', 2);
  expect(await share()).toMatchObject({ rows_checked: 4, rows_quarantined: 1 });
});

it('decisions about enough of its rows free a held delivery; until then it waits with them', async () => {
  const limits = { maximumShare: 0.5, leastRows: 2 };
  const check = () => warehouse.executeAtomically(checkRows(warehouse.dialect, OF, 'pending', limits));
  const isHeld = async () => (await warehouse.query(heldDeliveries(warehouse.dialect, OF))).length > 0;
  await append(warehouse, run('r1', 3, [charge('T1', '-1'), charge('T2', '-2'), charge('T3', '3')]));
  await check();
  await historyAgain();
  expect([await isHeld(), await silver()]).toEqual([true, []]);
  await decided('released', 'r1', 1);
  await historyAgain();
  // Until the next check judges the delivery again.
  expect(await silver()).toEqual([]);
  await check();
  await historyAgain();
  expect([await isHeld(), await silver()]).toEqual([false, ['T1', 'T3']]);
  expect(await states()).toEqual(['r1 1 released: checked', 'r1 2 open']);
  expect((await decisions()).filter((each) => each.includes('rules'))).toEqual([]);
});

it('rows of one delivery that conflict are both open, and one is released', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '1'), charge('T1', '2'), charge('T2', '3')]));
  expect(await states()).toEqual(['r1 1 open', 'r1 2 open']);
  expect(await read(warehouse, quarantineTable(TRANSACTIONS), '_seq, _rule_ids, _conflicts_with')).toEqual([
    { _seq: 1, _rule_ids: 'conflicting_rows', _conflicts_with: 1 },
    { _seq: 2, _rule_ids: 'conflicting_rows', _conflicts_with: 1 },
  ]);
  const ids = [1, 2].map((seq) => `hospital-a.transactions.r1.${seq}`);
  const release = (...asked: string[]) => decideRows(warehouse, BASE_MODEL, asked, person('released'));
  const refused = { code: 'QUARANTINE_CONFLICT_DECIDED' };
  await expect(release(...ids)).rejects.toMatchObject(refused);
  expect(await decisions()).toEqual([]);
  await release(ids[1] ?? '');
  await historyAgain();
  expect(await states()).toEqual([
    'r1 1 discarded: another row of its key is released: checked',
    'r1 2 released: checked',
  ]);
  expect(await history(warehouse, 'transactions', 'T1', 'amount')).toEqual(['02.. 2 current']);
  await expect(release(ids[0] ?? '')).rejects.toMatchObject(refused);
});

it('what became of a delivery says so when one of its rows is released later', async () => {
  const files = run('r1', 3, [charge('T1', '-1'), charge('T2', '2')]);
  await loadRun(warehouse, files);
  const fates = async () => {
    await warehouse.executeAtomically(judgeDeliveries(warehouse.dialect, OF));
    const columns = 'measure, total_read, total_accepted, total_held, total_superseded';
    return (await read(warehouse, opsDeliveries, columns, "step = 'check' and run_id = 'r1'")).map((row) =>
      Object.values(row).join(' '),
    );
  };
  const [before] = [await fates()];
  expect(before).toContain('rows 2 1 1 0');
  await decided('released', 'r1', 1);
  await historyAgain();
  expect(await fates()).toContain('rows 2 2 0 0');
  await decided('discarded', 'r1', 1);
  expect(await fates()).toEqual(before);
});

it('a discarded row is never taken, also when it breaks no rule any more', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1'), charge('T2', '2')]));
  await decided('discarded', 'r1', 1);
  const of = { ...OF, entity: { ...TRANSACTIONS, quality: [] } };
  for (let replays = 0; replays < 2; replays++) {
    await warehouse.executeAtomically([
      ...checkRows(warehouse.dialect, of, 'applied'),
      ...rebuildHistory(warehouse.dialect, of, await nextKnown(warehouse, of), 'applied'),
    ]);
    expect([await silver(), await states()]).toEqual([['T2'], ['r1 1 discarded: checked']]);
  }
});

it('one hospital decides nothing about another, which has the same run and place', async () => {
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1')]));
  await loadRun(warehouse, run('r1', 3, [charge('T1', '-1')], { hospitalId: 'hospital-b' }));
  await decided('released', 'r1', 1);
  expect(await states()).toEqual(['r1 1 released: checked', 'r1 1 open']);
});

it('shows the shape of what broke the rules, and no value', async () => {
  await loadRun(
    warehouse,
    run('r1', 3, [
      charge('T1', '-12.5'),
      charge(null, null),
      { ...charge('T3', null), unreadable: '{"amount":"Zw\\"ölf 12,x","service_date":"02/30/2025"}' },
    ]),
  );
  expect(await read(warehouse, quarantineTable(TRANSACTIONS), '_seq, _shape')).toEqual([
    { _seq: 1, _shape: 'amount: -99.9' },
    { _seq: 2, _shape: 'transaction_id: NULL, amount: NULL' },
    { _seq: 3, _shape: 'service_date: 99/99/9999, amount: Aa?aaa 99,a' },
  ]);
});
