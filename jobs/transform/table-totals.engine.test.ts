import { bronzeTable, entity } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import { opsReconciliations } from '../../model/ops';
import {
  january,
  loadRun,
  openDuckDb,
  read,
  stage,
  type TestRun,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import { insertRows } from '../../test/transform/insert-rows';
import type { LandingManifest } from '../lake/manifest';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { reconcile, reconciliationDifferences } from './reconcile';
import { compareWithSilver, compareWithSource, landingDifferences, stagedTotals } from './table-totals';

const OF = { entity: entity('transactions'), hospitalId: 'hospital-a' };
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ warehouse, remove } = await openDuckDb(tablesUpToSilver('transactions', ['hospital-a', 'hospital-b'])));
});
afterEach(() => remove());

const charge = (id: string | null, amount: string | null, day: number, paid: string | null = '0') => ({
  values: { transaction_id: id, service_date: '2025-01-01', amount, paid_amount: paid },
  at: january(day),
});
const run = (runId: string, day: number, rows: TestRun['rows'], more: Partial<TestRun> = {}): TestRun => ({
  ...{ entity: 'transactions', runId, takenAt: january(day), rows },
  ...more,
});
const compared = async () =>
  (await read(warehouse, opsReconciliations, 'hospital_id, run_id, subject, expected, actual, difference')).map((row) =>
    Object.values(row).join(' '),
  );
const compareSource = (day: number, rows: number, amount: string, runId = 'r1') =>
  warehouse.executeAtomically(
    compareWithSource(warehouse.dialect, {
      ...{ ...OF, runId, takenAt: january(day) },
      totals: { rows, sums: { amount, paid_amount: '0.00' } },
    }),
  );
const compareSilver = (runId = 'r1') => warehouse.executeAtomically(compareWithSilver(warehouse.dialect, OF, runId));

describe('the source with bronze', () => {
  it('counts the newest event of each key, no delete and no row without a key', async () => {
    await loadRun(warehouse, run('r1', 3, [charge('T1', '10.00', 1), charge('T2', '5.10', 1), charge(null, '99', 1)]));
    await loadRun(
      warehouse,
      run('r2', 6, [charge('T1', '12.25', 5), charge('T3', '1', 5)], {
        keys: [{ transaction_id: 'T1' }, { transaction_id: 'T3' }],
      }),
    );
    await compareSource(6, 2, '13.25', 'r2');
    expect(await compared()).toEqual([
      'hospital-a r2 source.transactions.amount 13.25 13.25 0',
      'hospital-a r2 source.transactions.paid_amount 0 0 0',
      'hospital-a r2 source.transactions.rows 2 2 0',
    ]);
  });

  it('says which total differs, and by how much', async () => {
    await loadRun(warehouse, run('r1', 3, [charge('T1', '10.00', 1), charge('T2', null, 1)]));
    await compareSource(3, 3, '10.01');
    expect(await compared()).toEqual([
      'hospital-a r1 source.transactions.amount 10.01 10 -0.01',
      'hospital-a r1 source.transactions.paid_amount 0 0 0',
      'hospital-a r1 source.transactions.rows 3 2 -1',
    ]);
  });

  it('looks at bronze as it was at the snapshot: a step that is repeated later finds the same', async () => {
    await loadRun(warehouse, run('r1', 3, [charge('T1', '10.00', 1)]));
    await loadRun(warehouse, run('r2', 6, [charge('T1', '12.00', 5), charge('T2', '1', 5)]));
    await compareSource(3, 1, '10.00');
    expect((await compared()).filter((each) => !each.endsWith(' 0'))).toEqual([]);
  });

  it('replaces what the run compared before, and nothing of another hospital, run or layer', async () => {
    await loadRun(warehouse, run('r1', 3, [charge('T1', '10.00', 1)]));
    const others = [
      { run_id: 'r0', hospital_id: 'hospital-a', subject: 'source.transactions.rows' },
      { run_id: 'r1', hospital_id: 'hospital-b', subject: 'source.transactions.rows' },
      { run_id: 'r1', hospital_id: 'hospital-a', subject: 'silver.transactions.rows' },
    ];
    await warehouse.executeAtomically(insertRows(warehouse.dialect, opsReconciliations, others));
    await compareSource(3, 9, '0.00');
    await compareSource(3, 1, '10.00');
    expect(await compared()).toHaveLength(6);
    expect(await warehouse.query(reconciliationDifferences(warehouse.dialect, 'r1'))).toEqual([]);
    const nothing = compareWithSource(warehouse.dialect, { ...OF, runId: 'r1', takenAt: january(3), totals: null });
    await warehouse.executeAtomically(nothing);
    expect(await compared()).toHaveLength(3);
  });
});

describe('bronze with silver', () => {
  it('agrees where a row has changed, and where a newer one was quarantined and the one before it holds on', async () => {
    await loadRun(warehouse, run('r1', 3, [charge('T1', '10.00', 1), charge('T2', '5', 1)]));
    await loadRun(
      warehouse,
      run('r2', 6, [charge('T1', '-1', 5), charge('T2', '7', 5), charge('T3', null, 5), charge('T4', '2', 5)]),
    );
    await compareSilver('r2');
    expect(await compared()).toEqual([
      'hospital-a r2 silver.transactions.amount 19 19 0',
      'hospital-a r2 silver.transactions.paid_amount 0 0 0',
      'hospital-a r2 silver.transactions.rows 3 3 0',
    ]);
  });

  it('finds a row that silver has lost, and one that it has changed', async () => {
    await loadRun(warehouse, run('r1', 3, [charge('T1', '10.00', 1), charge('T2', '5', 1)]));
    await warehouse.executeAtomically([
      { name: 'test.lose', sql: "delete from silver.transactions where transaction_id = 'T1'" },
      { name: 'test.change', sql: "update silver.transactions set paid_amount = 0.5 where transaction_id = 'T2'" },
    ]);
    await compareSilver();
    expect(await compared()).toEqual([
      'hospital-a r1 silver.transactions.amount 15 5 -10',
      'hospital-a r1 silver.transactions.paid_amount 0 0.5 0.5',
      'hospital-a r1 silver.transactions.rows 2 1 -1',
    ]);
  });
});

it('keeps its comparisons when gold is compared again', async () => {
  const { warehouse: whole, remove: removeWhole } = await openDuckDb();
  try {
    const subjects = ['source.transactions.rows', 'silver.claims.rows', 'fact_claims.rows'];
    const rows = subjects.map((subject) => ({ run_id: 'r1', hospital_id: 'hospital-a', subject, difference: '1' }));
    await whole.executeAtomically(insertRows(whole.dialect, opsReconciliations, rows));
    await whole.executeAtomically(reconcile(whole.dialect, BASE_MODEL, 'r1'));
    const left = await whole.query(reconciliationDifferences(whole.dialect, 'r1'));
    expect(left.map((row) => row['subject'])).toEqual(['silver.claims.rows', 'source.transactions.rows']);
  } finally {
    await removeWhole();
  }
});

it('knows whether staging holds what was landed', async () => {
  await stage(warehouse, run('r1', 3, [charge('T1', '10.10', 1), charge('T2', null, 1), charge('T3', '-0.35', 1)]));
  const [staged = {}] = await warehouse.query(stagedTotals(warehouse.dialect, OF));
  const differences = (rows: number, amount: string) =>
    landingDifferences(
      OF.entity,
      { rows, totals: { amount, paid_amount: '0.00' } } as unknown as LandingManifest,
      staged,
    );
  expect(differences(3, '9.75')).toEqual([]);
  expect(differences(4, '9.76')).toEqual([
    '4 rows were landed and 3 are in staging',
    'the sum of amount differs in staging',
  ]);
});

describe('a table that is read whole', () => {
  const amounts = async () =>
    (await read(warehouse, bronzeTable(OF.entity, 'hospital-a'), '_run_id, _source_ts, amount')).map((row) =>
      [row['_run_id'], String(row['_source_ts']).slice(8, 10), row['amount']].join(' '),
    );

  it.each([
    ['a row that changed without its cursor', 5],
    ['a row whose cursor moved back', 2],
  ])('gives %s its new content', async (_what, cursorDay) => {
    await loadRun(warehouse, run('r1', 6, [charge('T1', '10', 5)]));
    await loadRun(warehouse, run('r2', 8, [charge('T1', '12', cursorDay)]));
    expect(await amounts()).toEqual(['r1 05 10', `r2 0${cursorDay} 12`]);
    await compareSource(8, 1, '12.00', 'r2');
    await compareSilver('r2');
    expect((await compared()).filter((each) => !each.endsWith(' 0'))).toEqual([]);
    // Read whole once more it is nothing new.
    await loadRun(warehouse, run('r3', 9, [charge('T1', '12', cursorDay)]));
    expect(await amounts()).toHaveLength(2);
    // The next change moves on from there, on the day of the change before.
    await loadRun(warehouse, run('r4', 10, [charge('T1', '14', 6)]));
    await compareSource(10, 1, '14.00', 'r4');
    expect((await compared()).filter((each) => !each.endsWith(' 0'))).toEqual([]);
  });

  it('leaves alone what a later snapshot has brought, when it is loaded late', async () => {
    await loadRun(warehouse, run('r2', 8, [charge('T1', '12', 7)]));
    await loadRun(warehouse, run('r1', 6, [charge('T1', '10', 5)]));
    expect(await amounts()).toEqual(['r1 05 10', 'r2 07 12']);
    await compareSource(8, 1, '12.00', 'r2');
    expect((await compared()).filter((each) => !each.endsWith(' 0'))).toEqual([]);
  });
});
