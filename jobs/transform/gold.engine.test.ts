import { environmentTables } from '../../model/catalogue';
import { dimDate, dimDepartment, dimPatient, dimProvider } from '../../model/gold/dimensions';
import { factClaims, factTransactions } from '../../model/gold/facts';
import {
  departmentPerformance,
  financialMetrics,
  patientHistory,
  payorPerformance,
  providerPerformance,
} from '../../model/gold/summaries';
import { BASE_MODEL } from '../../model/model';
import { opsQualityResults } from '../../model/ops';
import { CLINIC } from '../../test/transform/clinic';
import { goldStatements, loadGold } from '../../test/transform/gold-warehouse';
import { openDuckDb, read } from '../../test/transform/hospital-warehouse';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { surrogateKey } from './dimensions';
import { reconcile, reconciliationDifferences } from './reconcile';

let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ warehouse, remove } = await openDuckDb(environmentTables(BASE_MODEL)));
  await loadGold(warehouse, CLINIC);
});
afterAll(() => remove());

/** The specialization that a transaction's provider had, or `unknown`. */
async function providerOf(hospital: string, transaction: string): Promise<unknown> {
  const { dialect } = warehouse;
  const rows = await warehouse.query({
    name: 'test.provider',
    sql: `select p.provider_key, p.specialization from ${dialect.table(factTransactions)} f
      join ${dialect.table(dimProvider)} p on p.provider_key = f.provider_key
      where f.hospital_id = '${hospital}' and f.transaction_id = '${transaction}'`,
  });
  expect(rows).toHaveLength(1);
  return rows[0]?.['provider_key'] === 'unknown' ? 'unknown' : rows[0]?.['specialization'];
}

describe('dimensions', () => {
  it('never changes the way surrogate keys are made: reports keep them', async () => {
    const key = surrogateKey(warehouse.dialect, ["'1'", "'23'"]);
    const other = surrogateKey(warehouse.dialect, ["'12'", "'3'"]);
    expect(
      await warehouse.query({ name: 'test.keys', sql: `select ${key} as key, ${key} <> ${other} as differ` }),
    ).toEqual([
      // sha256('1:12:23'): when this fails, mend the code and not the test.
      { key: 'b195508a746e34457910108a31f086fff93c48040ea5a4b8d06be45c65f1ac41', differ: true },
    ]);
  });

  it('keeps no name, SSN, telephone number, address or birth date of a patient in gold', () => {
    const inGold = environmentTables(BASE_MODEL).filter((table) => table.layer === 'gold');
    const identifiers = inGold.flatMap((table) =>
      table.columns
        .filter((column) => ['name', 'ssn', 'phone', 'geography', 'email', 'health_plan_number'].includes(column.phi))
        .map((column) => `${table.name}.${column.name}`),
    );
    expect(identifiers).toEqual([]);
    expect(dimPatient.columns.map((column) => column.name)).not.toContain('date_of_birth');
  });

  it.each([dimPatient, dimProvider, dimDepartment])('has one unknown member in $name', async (dimension) => {
    expect(await read(warehouse, dimension, 'hospital_id', `${dimension.key[0]} = 'unknown'`)).toEqual([
      { hospital_id: null },
    ]);
  });
});

describe('columns that are computed', () => {
  const rows = async (...[table, columns, where]: [Parameters<typeof read>[1], string, string]) =>
    (await read(warehouse, table, columns, where)).map((row) => Object.values(row).join(' '));

  it('give the year of birth of a patient', async () => {
    expect(await rows(dimPatient, 'hospital_id, birth_year', "patient_id = 'A1'")).toEqual([
      'hospital-a 1980',
      'hospital-b ',
    ]);
  });

  it('give the time in which facts find a version', async () => {
    const columns = 'effective_from, effective_to, is_current, specialization';
    expect(await rows(dimProvider, columns, "hospital_id = 'hospital-a'")).toEqual([
      '1900-01-01 00:00:00.000000 2025-03-01 00:00:00.000000 false Surgery',
      '2025-03-01 00:00:00.000000  true Oncology',
    ]);
  });

  it('give the year, the month and the ends of the month of a day', async () => {
    const columns = 'date_key, day, year, month, month_start, month_end';
    expect(await rows(dimDate, columns, "date_key = '2025-02-20'")).toEqual([
      '2025-02-20 2025-02-20 2025 2 2025-02-01 2025-02-28',
    ]);
  });

  it('give the balance of a transaction, negative where it is overpaid', async () => {
    expect(await rows(factTransactions, 'transaction_id, balance', "hospital_id = 'hospital-a'")).toEqual([
      'T1 40',
      'T2 200.5',
      'T3 -30',
      'T4 30',
      'T5 0',
    ]);
  });
});

describe('facts', () => {
  it('point at the version as of the day of the service, the first reaching back before the first extract', async () => {
    expect(await providerOf('hospital-a', 'T1')).toBe('Surgery');
    expect(await providerOf('hospital-a', 'T4')).toBe('Oncology');
    expect(await providerOf('hospital-b', 'T1')).toBeNull();
  });

  it('have one row per current row of silver, with unknown references at the unknown member, counted', async () => {
    const rows = await read(
      warehouse,
      factTransactions,
      "transaction_id, hospital_id, provider_key = 'unknown' as p, department_key = 'unknown' as d, payer_key = 'unknown' as y, cpt_key",
    );
    expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
      'T1 hospital-a false false false 99213',
      'T1 hospital-b false true false 99213',
      'T2 hospital-a false true false 99213',
      'T3 hospital-a true true true 99213',
      'T4 hospital-a false true false unknown',
      'T5 hospital-a true true false 99213',
    ]);
    const counted = await read(
      warehouse,
      opsQualityResults,
      'rule_id, rows_checked, rows_failed',
      "table_name = 'fact_transactions' and hospital_id = 'hospital-a'",
    );
    expect(counted.map((row) => Object.values(row).join(' '))).toEqual([
      'id_spelling_department 5 0',
      'id_spelling_patient 5 0',
      'id_spelling_provider 4 0',
      'id_spelling_transactions 5 0',
      'known_cpt_code 5 1',
      'known_date 5 0',
      'known_department 5 4',
      'known_encounter 5 0',
      'known_icd_code 5 0',
      'known_patient 5 0',
      'known_payer 4 0',
      'known_provider 4 1',
      'unmapped_department 5 0',
      'unmapped_payer 4 0',
    ]);
  });

  it('leave patient responsibility NULL where the hospital does not deliver it', async () => {
    expect(
      await read(
        warehouse,
        factClaims,
        'claim_id, patient_responsibility',
        "hospital_id = 'hospital-a' and claim_id < 'C3'",
      ),
    ).toEqual([
      { claim_id: 'C1', patient_responsibility: '15' },
      { claim_id: 'C2', patient_responsibility: null },
    ]);
  });
});

describe('summaries', () => {
  const joined = async (table: Parameters<typeof read>[1], columns: string, where?: string) =>
    (await read(warehouse, table, columns, where)).map((row) => Object.values(row).join(' '));

  it('add up each fact by itself: six claims of one transaction do not multiply its charge', async () => {
    const columns =
      'hospital_id, encounters, transactions, charges, payments, outstanding, credit_balance, claims, claims_denied, claimed_amount, collection_rate, denial_rate';
    expect(await joined(financialMetrics, columns)).toEqual([
      'hospital-a 2 5 430.5 190 270.5 30 6 2 800 0.441347 0.5',
      'hospital-b 0 1 1000 250 750 0 1 0 500 0.25 0',
    ]);
  });

  it('keep providers of the same id in two hospitals apart, and rows without a provider', async () => {
    const columns = 'hospital_id, provider_id, provider_name, patients, encounters, charges, claims';
    expect(await joined(providerPerformance, columns)).toEqual([
      'hospital-a P1 Stone 1 2 370.5 6',
      'hospital-a P9  0 0 10 0',
      'hospital-a unknown  0 0 50 0',
      'hospital-b P1 Brook 0 0 1000 1',
    ]);
  });

  it('name a department only while it exists', async () => {
    const columns = 'hospital_id, department_id, department_name, encounters, charges';
    expect(await joined(departmentPerformance, columns)).toEqual([
      'hospital-a D1  1 430.5',
      'hospital-a D9  1 0',
      'hospital-b D1  0 1000',
    ]);
  });

  it("show a patient's months", async () => {
    const columns = 'month, encounters, charges, payments, claims, claims_denied';
    expect(await joined(patientHistory, columns, "hospital_id = 'hospital-a'")).toEqual([
      '2025-01-01 1 100 60 6 2',
      '2025-02-01 0 250.5 80 0 0',
      '2025-03-01 1 0 0 0 0',
      '2025-04-01 0 80 50 0 0',
    ]);
  });

  it('rate payers by both formulas', async () => {
    const columns =
      'payer_id, payer_type, claims, claims_outstanding, approval_rate_all, approval_rate_adjudicated, denial_rate, payment_rate';
    expect(await joined(payorPerformance, columns, "hospital_id = 'hospital-a'")).toEqual([
      'hospital-a/BlueCross Private 1 0 0 0 1 0',
      'medicare Government 5 180 0.2 0.666667 0.333333 0.114286',
    ]);
  });
});

describe('reconciliation', () => {
  const differences = async () =>
    (await warehouse.query(reconciliationDifferences(warehouse.dialect, 'r1'))).map(
      (row) => `${row['hospital_id']} ${row['subject']} ${row['difference']}`,
    );

  it('finds no difference after a load, nor after a second one', async () => {
    expect(await differences()).toEqual([]);
    for (const step of goldStatements(warehouse.dialect, 'r1')) await warehouse.executeAtomically(step);
    expect(await differences()).toEqual([]);
  });

  it('finds lost, doubled and changed facts, stale summaries, and months that do not roll forward', async () => {
    const damages = [
      "delete from gold.fact_encounters where encounter_id = 'E2'",
      "insert into gold.fact_claims select * from gold.fact_claims where claim_id = 'C3'",
      "update gold.fact_transactions set amount = amount + 0.01 where transaction_id = 'T2'",
      "update gold.financial_metrics set payments = payments - 1 where hospital_id = 'hospital-b'",
      "update gold.ar_month_end set opening = opening + 5 where hospital_id = 'hospital-a' and month_end = date '2025-03-31'",
      "update gold.ar_month_end set receivable = receivable - 30, credit_balance = 0 where hospital_id = 'hospital-a' and month_end = date '2025-04-30'",
    ];
    const statements = damages.map((sql) => ({ name: 'test.damage', sql }));
    await warehouse.executeAtomically([...statements, ...reconcile(warehouse.dialect, BASE_MODEL, 'r1')]);
    const found = await differences();
    expect(found.filter((each) => /fact_|ar_month_end|hospital-b/.test(each))).toEqual([
      'hospital-a ar_month_end.credit_balance -30',
      'hospital-a ar_month_end.receivable -30',
      'hospital-a ar_month_end.roll_forward 5',
      'hospital-a fact_claims.claim_amount 300',
      'hospital-a fact_claims.rows 1',
      'hospital-a fact_encounters.rows -1',
      'hospital-a fact_transactions.amount 0.01',
      'hospital-b financial_metrics.payments -1',
    ]);
    expect(found).toContain('hospital-a payor_performance.claims -1');
  });
});

describe('another silver', () => {
  it('take the version that begins on the day of the service, and not the one that ends on it', async () => {
    const onTheBorder = (CLINIC['transactions'] ?? []).map((row) => ({ ...row, service_date: '2025-03-01' }));
    await loadGold(warehouse, { ...CLINIC, transactions: onTheBorder });
    expect(await providerOf('hospital-a', 'T1')).toBe('Oncology');
  });

  it('send days beyond 1900 to 2099 to the unknown member instead of building a calendar for them', async () => {
    const far = (CLINIC['transactions'] ?? []).map((row) => ({ ...row, service_date: '9999-12-31', paid_date: null }));
    const [first] = far;
    if (first) await loadGold(warehouse, { ...CLINIC, transactions: [first] });
    expect(await read(warehouse, factTransactions, 'service_date_key')).toEqual([{ service_date_key: 'unknown' }]);
  });
});
