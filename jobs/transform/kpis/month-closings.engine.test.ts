import { environmentTables } from '../../../model/catalogue';
import { BASE_MODEL } from '../../../model/model';
import { opsMonthClosings } from '../../../model/ops';
import { CLINIC } from '../../../test/transform/clinic';
import { loadGold } from '../../../test/transform/gold-warehouse';
import { openDuckDb, read } from '../../../test/transform/hospital-warehouse';
import type { SqlRow } from '../../../test/transform/insert-rows';
import type { DuckDbWarehouse } from '../../warehouse/duckdb/warehouse';
import { restatedFigure, restatements } from './month-closings';

let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ warehouse, remove } = await openDuckDb(environmentTables(BASE_MODEL)));
});
afterEach(() => remove());

const transactions = CLINIC['transactions'] ?? [];
/** The clinic, but for these values of one transaction of hospital-a; `null`: without it. */
const clinicWith = (id: string, values: SqlRow | null) => ({
  ...CLINIC,
  transactions: transactions.flatMap((row) => {
    if (row['transaction_id'] !== id || row['hospital_id'] !== 'hospital-a') return [row];
    return values === null ? [] : [{ ...row, ...values }];
  }),
});
const recorded = async (where = 'true') =>
  (
    await read(
      warehouse,
      opsMonthClosings,
      'hospital_id, month, run_id, charges, payments, receivable, credit_balance',
      where,
    )
  ).map((row) => Object.values(row).join(' '));
const restated = async () =>
  (await warehouse.query(restatements(warehouse.dialect)))
    .map(restatedFigure)
    .map(({ hospital, month, measure, before, after, runId }) =>
      [hospital, month, measure, before, after, runId].join(' '),
    );

it('records each closed month once; the newest month with activity is open', async () => {
  await loadGold(warehouse, CLINIC, 'r1');
  const first = await recorded();
  expect(first).toEqual([
    'hospital-a 2025-01-01 r1 100 0 100 0',
    'hospital-a 2025-02-01 r1 250.5 60 290.5 0',
    'hospital-a 2025-03-01 r1 0 120 240.5 70',
    'hospital-b 2025-01-01 r1 0 0 0 0',
    'hospital-b 2025-02-01 r1 0 0 0 0',
    'hospital-b 2025-03-01 r1 0 0 0 0',
  ]);
  await loadGold(warehouse, CLINIC, 'r1');
  await loadGold(warehouse, CLINIC, 'r2');
  expect(await recorded()).toEqual(first);
  expect(await restated()).toEqual([]);
});

it('records what a late payment changes in a closed month, and in those after it', async () => {
  await loadGold(warehouse, CLINIC, 'r1');
  await loadGold(warehouse, clinicWith('T2', { paid_amount: '20.50', paid_date: '2025-02-25' }), 'r2');
  expect(await recorded("run_id = 'r2'")).toEqual([
    'hospital-a 2025-02-01 r2 250.5 80.5 270 0',
    'hospital-a 2025-03-01 r2 0 120 220 70',
  ]);
  expect(await restated()).toEqual([
    'hospital-a 2025-02 payments 60 80.5 r2',
    'hospital-a 2025-02 receivable 290.5 270 r2',
    'hospital-a 2025-03 receivable 240.5 220 r2',
  ]);
});

it('compares with what was recorded last: back to the first figures is a change as well', async () => {
  await loadGold(warehouse, CLINIC, 'r1');
  await loadGold(warehouse, clinicWith('T1', { amount: '110' }), 'r2');
  await loadGold(warehouse, CLINIC, 'r3');
  expect((await restated()).filter((each) => each.includes('2025-01 charges'))).toEqual([
    'hospital-a 2025-01 charges 110 100 r3',
    'hospital-a 2025-01 charges 100 110 r2',
  ]);
});

it('an open month that changes is not a restatement; once a later month has begun it is recorded', async () => {
  await loadGold(warehouse, CLINIC, 'r1');
  await loadGold(warehouse, clinicWith('T4', { amount: '75' }), 'r2');
  expect(await restated()).toEqual([]);
  await loadGold(warehouse, clinicWith('T4', { amount: '75', paid_date: '2025-05-02' }), 'r3');
  expect(await recorded("month = date '2025-04-01'")).toEqual([
    'hospital-a 2025-04-01 r3 85 0 325.5 30',
    'hospital-b 2025-04-01 r3 1000 250 750 0',
  ]);
});

it('records that nothing is left of a month, and a closed month that changes while it is open again', async () => {
  const only = (...ids: string[]) => ({
    ...CLINIC,
    transactions: transactions.filter(
      (row) => row['hospital_id'] === 'hospital-a' && row['is_current'] && ids.includes(String(row['transaction_id'])),
    ),
  });
  await loadGold(warehouse, only('T1', 'T2', 'T5'), 'r1');
  // February is the newest month now, and January has no charge any more.
  await loadGold(warehouse, only('T2'), 'r2');
  expect(await recorded("run_id = 'r2'")).toEqual([
    'hospital-a 2025-01-01 r2 0 0 0 0',
    'hospital-a 2025-02-01 r2 200.5 0 200.5 0',
    'hospital-a 2025-03-01 r2 0 0 0 0',
  ]);
  await loadGold(warehouse, only('T2'), 'r3');
  expect(await recorded("run_id = 'r3'")).toEqual([]);
});
