import { environmentTables } from '../../../model/catalogue';
import { arMonthEnd, kpiValues } from '../../../model/gold/kpi-tables';
import { type ComputedKpiId, KPIS, type KpiId } from '../../../model/kpis';
import { AGE_BUCKETS } from '../../../model/kpis/aged-ar';
import { BASE_MODEL } from '../../../model/model';
import { opsReconciliations } from '../../../model/ops';
import { CLINIC } from '../../../test/transform/clinic';
import { loadGold } from '../../../test/transform/gold-warehouse';
import { openDuckDb, read } from '../../../test/transform/hospital-warehouse';
import type { DuckDbWarehouse } from '../../warehouse/duckdb/warehouse';

let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ warehouse, remove } = await openDuckDb(environmentTables(BASE_MODEL)));
  await loadGold(warehouse, CLINIC);
});
afterAll(() => remove());

/** `numerator / denominator = value` of one KPI, or what it needs. */
async function kpi(id: KpiId, hospital = 'hospital-a', kind = 'total', slice = 'total'): Promise<string> {
  const rows = await read(
    warehouse,
    kpiValues,
    'numerator, denominator, value, status, needs',
    `kpi_id = '${id}' and hospital_id = '${hospital}' and slice_kind = '${kind}' and slice = '${slice}'`,
  );
  expect(rows.length).toBeLessThanOrEqual(1);
  const [row] = rows;
  if (!row) return 'no row';
  if (row['status'] !== 'ok') return `needs ${row['needs']}`;
  return row['denominator'] === null
    ? `${row['value']}`
    : `${row['numerator']} / ${row['denominator']} = ${row['value']}`;
}

it('closes each month with what every transaction owes, credit balances apart', async () => {
  const columns =
    'hospital_id, month_end, opening, charges, payments, closing, receivable, credit_balance, trailing_charges, calendar_days, days_in_ar';
  const rows = await read(warehouse, arMonthEnd, columns);
  expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
    'hospital-a 2025-01-31 0 100 0 100 100 0 100 27 ',
    'hospital-a 2025-02-28 100 250.5 60 290.5 290.5 0 350.5 55 ',
    'hospital-a 2025-03-31 290.5 0 120 170.5 240.5 70 350.5 86 ',
    'hospital-a 2025-04-30 170.5 80 0 250.5 280.5 30 330.5 91 77.23298',
    'hospital-b 2025-01-31 0 0 0 0 0 0 0 0 ',
    'hospital-b 2025-02-28 0 0 0 0 0 0 0 0 ',
    'hospital-b 2025-03-31 0 0 0 0 0 0 0 0 ',
    'hospital-b 2025-04-30 0 1000 250 750 750 0 1000 30 ',
  ]);
});

it('closes a month that has not ended on the newest day with a charge or payment, and measures ages there', async () => {
  const [charge] = CLINIC['transactions'] ?? [];
  const late = {
    ...charge,
    transaction_id: 'T6',
    service_date: '2025-05-03',
    amount: '100',
    paid_amount: '0',
    paid_date: null,
  };
  // A date at which nothing was paid moves nothing.
  const unpaid = { ...late, transaction_id: 'T7', service_date: '2025-05-02', amount: '0', paid_date: '2025-05-20' };
  await loadGold(warehouse, { ...CLINIC, transactions: [...(CLINIC['transactions'] ?? []), late, unpaid] });
  const columns =
    'month, month_end, is_partial, opening, closing, receivable, trailing_charges, calendar_days, days_in_ar';
  const rows = await read(warehouse, arMonthEnd, columns, "month >= date '2025-04-01' and hospital_id = 'hospital-a'");
  const found = {
    closes: rows.map((row) => Object.values(row).join(' ')),
    ofGroup: (await read(warehouse, arMonthEnd, 'distinct is_partial', "month = date '2025-05-01'")).length,
    days: await kpi('days_in_ar'),
    ages: await Promise.all(AGE_BUCKETS.map(({ id }) => kpi(id))),
  };
  await loadGold(warehouse, CLINIC);
  expect(found).toEqual({
    closes: [
      '2025-04-01 2025-04-30 false 170.5 250.5 280.5 330.5 91 77.23298',
      '2025-05-01 2025-05-03 true 250.5 350.5 380.5 430.5 91 80.430894',
    ],
    ofGroup: 1,
    days: '380.5 / 4.730769 = 80.430894',
    ages: [
      '140 / 380.5 = 0.367937',
      '0 / 380.5 = 0',
      '200.5 / 380.5 = 0.526938',
      '40 / 380.5 = 0.105125',
      '0 / 380.5 = 0',
    ],
  });
});

it('has at most fifty years of months, and still adds up, when a date is far away', async () => {
  const [charge] = CLINIC['transactions'] ?? [];
  const far = ['0201-01-05', '9999-12-31'].map((service_date, index) => ({
    ...charge,
    transaction_id: `T${index + 6}`,
    service_date,
  }));
  await loadGold(warehouse, { ...CLINIC, transactions: [...(CLINIC['transactions'] ?? []), ...far] });
  const months = await read(warehouse, arMonthEnd, 'month', "hospital_id = 'hospital-a'");
  const differences = await read(warehouse, opsReconciliations, 'subject', 'difference <> 0');
  await loadGold(warehouse, CLINIC);
  expect(months.length).toBeLessThanOrEqual(12 * 51);
  expect(differences).toEqual([]);
}, 20_000);

/** hospital-a, all of it. A KPI that nobody has worked out does not compile. */
const BY_HAND: Readonly<Record<ComputedKpiId, string>> = {
  gross_charges: '430.5',
  payments: '190',
  outstanding: '270.5',
  credit_balance: '30',
  gross_collection_rate: '190 / 430.5 = 0.441347',
  // T5 was paid nobody knows when, so it is not posted.
  gross_collection_rate_posted: '180 / 430.5 = 0.418118',
  ar_balance: '280.5',
  ar_credit_balance: '30',
  days_in_ar: '280.5 / 3.631868 = 77.23298',
  aged_ar_0_30: '40 / 280.5 = 0.142602',
  aged_ar_31_60: '0 / 280.5 = 0',
  aged_ar_61_90: '200.5 / 280.5 = 0.714795',
  aged_ar_91_120: '40 / 280.5 = 0.142602',
  aged_ar_over_120: '0 / 280.5 = 0',
  claims_submitted: '6',
  claim_approval_rate_all: '1 / 6 = 0.166667',
  // Pending and rejected claims were not adjudicated.
  claim_approval_rate: '2 / 4 = 0.5',
  claim_rejection_rate: '1 / 6 = 0.166667',
  denial_rate_count: '2 / 4 = 0.5',
  denial_rate_dollars: '400 / 600 = 0.666667',
  claim_payment_rate: '80 / 800 = 0.1',
  patient_responsibility: '15',
  claim_processing_days_median: '6.5 / 4 = 6.5',
  claim_processing_days_p90: '30 / 4 = 30',
  claim_lag_days_median: '5 / 6 = 5',
  claim_lag_days_p90: '31 / 6 = 31',
};

it.each(Object.entries(BY_HAND) as [ComputedKpiId, string][])(
  'computes %s as worked out by hand',
  async (id, expected) => {
    expect(await kpi(id)).toBe(expected);
  },
);

it('does not estimate what a hospital does not deliver, and does not call a part the whole group', async () => {
  const dates = 'needs adjudication dates from every hospital in the slice';
  expect(await kpi('claim_processing_days_median', 'hospital-b')).toBe(dates);
  expect(await kpi('claim_processing_days_p90', 'all')).toBe(dates);
  expect(await kpi('days_in_ar', 'hospital-b')).toBe('needs 91 days of charges');
  expect(await kpi('days_in_ar', 'all')).toBe('needs 91 days of charges');
  expect(await kpi('days_in_ar', 'hospital-a', 'month', '2025-03')).toBe('needs 91 days of charges');
  expect(await kpi('patient_responsibility', 'all')).toContain('needs deductible');
  expect(await kpi('denial_rate_count', 'hospital-a', 'provider', 'P9')).toBe('no row');
});

it('adds hospitals up where the slice means the same in each', async () => {
  expect(await kpi('gross_charges', 'all')).toBe('1430.5');
  expect(await kpi('gross_charges', 'all', 'payer', 'medicare')).toBe('1380.5');
  expect(await kpi('denial_rate_count', 'all')).toBe('2 / 5 = 0.4');
  expect(await kpi('claim_lag_days_median', 'all')).toBe('5 / 7 = 5');
  expect(await kpi('ar_balance', 'all', 'month', '2025-04')).toBe('1030.5');
  // P1 is somebody else in the other hospital.
  expect(await kpi('gross_charges', 'all', 'provider', 'P1')).toBe('no row');
  expect(await kpi('gross_charges', 'hospital-b', 'provider', 'P1')).toBe('1000');
});

it.each([
  ['gross_charges', 'month', '2025-02', '250.5'],
  ['gross_charges', 'provider', 'unknown', '50'],
  ['ar_balance', 'month', '2025-03', '240.5'],
  ['ar_balance', 'payer', 'medicare', '280.5'],
  ['ar_credit_balance', 'payer', 'unknown', '30'],
  ['days_in_ar', 'month', '2025-04', '280.5 / 3.631868 = 77.23298'],
  ['gross_collection_rate_posted', 'month', '2025-02', '60 / 250.5 = 0.239521'],
  ['aged_ar_91_120', 'department', 'surgery', '40 / 280.5 = 0.142602'],
  ['denial_rate_count', 'payer', 'hospital-a/BlueCross', '1 / 1 = 1'],
  ['claims_submitted', 'month', '2025-02', '1'],
  ['claim_processing_days_median', 'payer', 'medicare', '10 / 3 = 10'],
] as const)('cuts %s by %s %s', async (id, kind, slice, expected) => {
  expect(await kpi(id, 'hospital-a', kind, slice)).toBe(expected);
});

it('shows every KPI of the model for every hospital and the group, and no KPI twice', async () => {
  const rows = await read(warehouse, kpiValues, 'hospital_id, kpi_id', "slice_kind = 'total'");
  const expected = ['all', 'hospital-a', 'hospital-b'].flatMap((hospital_id) =>
    KPIS.map(({ id }) => id)
      .sort()
      .map((kpi_id) => ({ hospital_id, kpi_id })),
  );
  expect(rows).toEqual(expected);
});

it('has no KPI without rows in each slice that the model promises', async () => {
  const rows = await read(warehouse, kpiValues, 'distinct kpi_id, slice_kind', "hospital_id = 'hospital-a'");
  const found = new Set(rows.map((row) => `${row['kpi_id']} ${row['slice_kind']}`));
  const promised = KPIS.flatMap(({ id, slices }) => slices.map((slice) => `${id} ${slice}`));
  expect(promised.filter((each) => !found.has(each))).toEqual([]);
});

it('takes the middle of twenty claims between the tenth and the eleventh, and the eighteenth for the 90th percentile', async () => {
  const [claim] = CLINIC['claims'] ?? [];
  const days = Array.from({ length: 20 }, (_, index) => index + 1).reverse();
  const claims = days.map((day) => ({
    ...claim,
    claim_id: `C${day}`,
    claim_date: '2025-01-01',
    adjudication_date: `2025-01-${String(day + 1).padStart(2, '0')}`,
  }));
  await loadGold(warehouse, { ...CLINIC, claims });
  expect(await kpi('claim_processing_days_median')).toBe('10.5 / 20 = 10.5');
  expect(await kpi('claim_processing_days_p90')).toBe('18 / 20 = 18');
});

it('has no figure where a hospital does not deliver an input, nor for the group in slices with rows of it', async () => {
  const words = 'hospital-b does not deliver transactions.paid_amount';
  const lacking = ['payments', 'aged_ar_0_30', 'claim_lag_days_median'].map((kpiId) => ({
    ...{ kpiId, hospital: 'hospital-b', words, isWholeTable: false },
  }));
  const other = {
    ...lacking[0],
    kpiId: 'payments',
    hospital: 'hospital-a',
    words: 'hospital-a does not',
    isWholeTable: false,
  };
  const found = async (id: KpiId) => {
    const rows = await read(
      warehouse,
      kpiValues,
      'hospital_id, slice_kind, slice, numerator, value, status, undelivered',
      `kpi_id = '${id}' and slice_kind in ('total', 'month')`,
    );
    return Object.fromEntries(
      rows.map((row) => [
        `${row['hospital_id']} ${row['slice']}`,
        row['undelivered'] === null
          ? String(row['value'])
          : `${row['status']} ${row['numerator']} ${row['value']}: ${row['undelivered']}`,
      ]),
    );
  };
  await loadGold(warehouse, CLINIC);
  const before = await found('payments');
  await loadGold(warehouse, CLINIC, 'r1', lacking);
  const none = `not_computable null null: ${words}`;
  // hospital-b has one charge, in April.
  expect(await found('payments')).toEqual({
    ...before,
    ...{ 'all total': none, 'all 2025-04': none, 'hospital-b total': none, 'hospital-b 2025-04': none },
  });
  expect(await found('aged_ar_0_30')).toMatchObject({ 'all total': none, 'hospital-b total': none });
  expect(await found('claim_lag_days_median')).toMatchObject({ 'all total': none, 'hospital-b total': none });
  expect((await found('gross_charges'))['all total']).not.toContain('not_computable');
  await loadGold(warehouse, CLINIC, 'r1', [...lacking, other]);
  expect((await found('payments'))['all total']).toBe(`not_computable null null: hospital-a does not; ${words}`);
  await loadGold(warehouse, CLINIC);
});

it('says which table a hospital does not deliver', async () => {
  const words = 'hospital-b does not deliver claims';
  const claims = (CLINIC['claims'] ?? []).filter((row) => row['hospital_id'] === 'hospital-a');
  await loadGold(warehouse, { ...CLINIC, claims }, 'r1', [
    { kpiId: 'claims_submitted', hospital: 'hospital-b', words, isWholeTable: true },
  ]);
  const rows = await read(
    warehouse,
    kpiValues,
    'hospital_id, status, undelivered',
    `kpi_id = 'claims_submitted' and slice_kind = 'total'`,
  );
  await loadGold(warehouse, CLINIC);
  expect(rows).toEqual([
    { hospital_id: 'all', status: 'ok', undelivered: null },
    { hospital_id: 'hospital-a', status: 'ok', undelivered: null },
    { hospital_id: 'hospital-b', status: 'not_computable', undelivered: words },
  ]);
});

it('loads nothing, and fails nowhere, while there are no facts', async () => {
  await loadGold(warehouse, Object.fromEntries(Object.keys(CLINIC).map((name) => [name, []])));
  expect(await read(warehouse, arMonthEnd, 'month')).toEqual([]);
  expect(await read(warehouse, kpiValues, 'distinct hospital_id, status')).toEqual([
    { hospital_id: 'all', status: 'not_computable' },
  ]);
});
