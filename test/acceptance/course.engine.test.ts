import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRunId, type RunResult, runPipeline } from '../../jobs/run/run';
import { type Context, openContext } from '../../jobs/steps/context';
import type { Row } from '../../jobs/warehouse/warehouse';
import { describeEngine } from '../engines/available';
import { sharedMariaDb } from '../engines/shared-engines';
import { COURSE, type CourseGroup, courseGroup } from './course-group';

interface Golden {
  readonly rows: Record<string, Record<string, number>>;
  readonly transactions: Record<string, { amount: number; paid: number }>;
  readonly claims: Record<string, { amount: number; paid: number; status: Record<string, number> }>;
  readonly 'claims_by_payer_[hospital,payer,n,claim_amount,paid,denied_or_rejected]': [
    string,
    string,
    number,
    number,
    number,
    number,
  ][];
  readonly referential: Record<string, Record<string, number>>;
  readonly quality: Record<string, Record<string, number>>;
}

const GOLDEN = JSON.parse(readFileSync(join(COURSE, 'GOLDEN.json'), 'utf8')) as Golden;
/** GOLDEN.json's name of each hospital. */
const GOLDEN_ID: Record<string, string> = { 'hospital-a': 'hosa', 'hospital-b': 'hosb' };
const golden = (of: Record<string, number> | undefined, hospital: string) => of?.[GOLDEN_ID[hospital] ?? ''];

describeEngine('mariadb', 'the course data set, from two databases and files to gold', () => {
  let folder: string;
  let group: CourseGroup;
  let context: Context;
  let first: RunResult;

  const rows = (sql: string): Promise<Row[]> => context.warehouse.query({ name: 'test', sql });
  const run = () => runPipeline(context, { runId: newRunId() });
  const failures = (result: RunResult) =>
    [...result.steps].filter(([, step]) => step.error).map(([id, step]) => `${id}: ${step.error?.message}`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'course-'));
    group = await courseGroup(sharedMariaDb(), folder);
    context = await openContext(group.spec, { engines: 'embedded', folder });
    first = await run();
  }, 180_000);

  afterAll(async () => {
    await context?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('runs every step', () => {
    expect(failures(first)).toEqual([]);
    expect(first.status).toBe('SUCCEEDED');
  });

  it.each(['departments', 'providers', 'patients', 'encounters', 'transactions', 'claims'])(
    'has every row of %s, per hospital',
    async (table) => {
      const counted = await rows(
        `select hospital_id, count(*) as n from silver.${table} where is_current group by hospital_id order by hospital_id`,
      );
      expect(counted).toEqual(
        ['hospital-a', 'hospital-b'].map((hospital_id) => ({
          hospital_id,
          n: golden(GOLDEN.rows[table], hospital_id),
        })),
      );
    },
  );

  it('has every procedure code once, for the group', async () => {
    expect(
      await rows(`select hospital_id, count(*) as n from silver.cpt_codes where is_current group by hospital_id`),
    ).toEqual([{ hospital_id: 'reference', n: GOLDEN.rows['cptcodes'] }]);
  });

  describe.each([
    ['silver', 'silver.transactions', 'where is_current'],
    ['the fact', 'gold.fact_transactions', ''],
  ])('transactions in %s', (_where, table, filter) => {
    it('bill and pay the true totals to the cent', async () => {
      const sums = await rows(
        `select hospital_id, sum(amount) as amount, sum(paid_amount) as paid from ${table} ${filter} group by hospital_id order by hospital_id`,
      );
      expect(sums.map((row) => [row['hospital_id'], Number(row['amount']), Number(row['paid'])])).toEqual(
        ['hospital-a', 'hospital-b'].map((id) => [
          id,
          GOLDEN.transactions[GOLDEN_ID[id] ?? '']?.amount,
          GOLDEN.transactions[GOLDEN_ID[id] ?? '']?.paid,
        ]),
      );
    });
  });

  describe.each([
    ['silver', 'silver.claims', 'where is_current'],
    ['the fact', 'gold.fact_claims', ''],
  ])('claims in %s', (_where, table, filter) => {
    it('claim and pay the true totals to the cent', async () => {
      const sums = await rows(
        `select hospital_id, sum(claim_amount) as amount, sum(paid_amount) as paid from ${table} ${filter} group by hospital_id order by hospital_id`,
      );
      expect(sums.map((row) => [row['hospital_id'], Number(row['amount']), Number(row['paid'])])).toEqual(
        ['hospital-a', 'hospital-b'].map((id) => [
          id,
          GOLDEN.claims[GOLDEN_ID[id] ?? '']?.amount,
          GOLDEN.claims[GOLDEN_ID[id] ?? '']?.paid,
        ]),
      );
    });

    it('are in the true states', async () => {
      const counted = await rows(
        `select hospital_id, claim_status, count(*) as n from ${table} ${filter} group by hospital_id, claim_status`,
      );
      for (const [hospital, id] of Object.entries(GOLDEN_ID)) {
        const states = Object.fromEntries(
          counted.filter((row) => row['hospital_id'] === hospital).map((row) => [row['claim_status'], row['n']]),
        );
        expect(states).toEqual(GOLDEN.claims[id]?.status);
      }
    });
  });

  it.each([
    ['financial_metrics', 'charges', 'payments'],
    ['financial_metrics_by_month', 'charges', 'payments'],
    ['provider_performance', 'charges', 'payments'],
    ['department_performance', 'charges', 'payments'],
    ['provider_charge_summary', 'charges', 'payments'],
    ['patient_history', 'charges', 'payments'],
  ])('sums to the true totals over %s: no join multiplies or loses a row', async (table, charges, payments) => {
    const [sums] = await rows(`select sum(${charges}) as charges, sum(${payments}) as payments from gold.${table}`);
    expect(sums).toEqual({ charges: '10490422.05', payments: '8196514.1' });
  });

  it('gives each payer its true claims and amounts', async () => {
    const found =
      await rows(`select hospital_id, payer_name, sum(claims) as n, sum(claimed_amount) as amount, sum(claim_payments) as paid,
      sum(claims_denied + claims_rejected) as refused from gold.payor_performance group by hospital_id, payer_name order by hospital_id, payer_name`);
    expect(
      found.map((row) => [
        GOLDEN_ID[String(row['hospital_id'])],
        row['payer_name'],
        Number(row['n']),
        Number(row['amount']),
        Number(row['paid']),
        Number(row['refused']),
      ]),
    ).toEqual(GOLDEN['claims_by_payer_[hospital,payer,n,claim_amount,paid,denied_or_rejected]']);
  });

  it('knows a provider by its id within its own hospital only, and sends the rest to the unknown member', async () => {
    const known = await rows(
      `select hospital_id, count(*) as n, sum(amount) as amount from gold.fact_transactions where provider_key <> 'unknown' group by hospital_id order by hospital_id`,
    );
    expect(known.map((row) => row['n'])).toEqual(
      ['hospital-a', 'hospital-b'].map((id) =>
        golden(GOLDEN.referential['transactions_with_known_provider_suffix'], id),
      ),
    );
    expect(known.reduce((sum, row) => sum + Math.round(Number(row['amount']) * 100), 0)).toBe(55_747_532);
  });

  it.each([
    ['transactions', 'paid_at_most_charged', 'txn_paid_gt_amount'],
    ['transactions', 'paid_after_service', 'txn_paiddate_lt_servicedate'],
    ['claims', 'paid_at_most_claimed', 'claim_paid_gt_amount'],
    ['claims', 'claimed_after_service', 'claimdate_lt_servicedate'],
    ['providers', 'npi_is_10_digits', 'npi_not_10_digits'],
  ])('counts the rows of %s that break %s, and keeps them', async (table, rule, expected) => {
    const found = await rows(
      `select hospital_id, rows_failed from ops.quality_results where table_name = '${table}' and rule_id = '${rule}' order by hospital_id`,
    );
    expect(found.map((row) => row['rows_failed'])).toEqual(
      ['hospital-a', 'hospital-b'].map((id) => golden(GOLDEN.quality[expected], id)),
    );
  });

  it("agrees with the databases' own totals, table by table, and silver with bronze", async () => {
    const compared = await rows(
      `select hospital_id, subject, expected, difference from ops.reconciliations where run_id = '${first.runId}'
       and (subject like 'source.%' or subject like 'silver.%') order by hospital_id, subject`,
    );
    expect(compared.filter((row) => row['difference'] !== '0')).toEqual([]);
    for (const [hospital, id] of Object.entries(GOLDEN_ID)) {
      const expected = new Map(
        compared
          .filter((row) => row['hospital_id'] === hospital)
          .map((row) => [row['subject'], Number(row['expected'])]),
      );
      for (const table of ['departments', 'providers', 'patients', 'encounters', 'transactions']) {
        expect([table, expected.get(`source.${table}.rows`)]).toEqual([table, GOLDEN.rows[table]?.[id]]);
      }
      expect(expected.get('source.transactions.amount')).toBe(GOLDEN.transactions[id]?.amount);
      expect(expected.get('source.transactions.paid_amount')).toBe(GOLDEN.transactions[id]?.paid);
      expect(expected.get('silver.claims.claim_amount')).toBe(GOLDEN.claims[id]?.amount);
      expect(expected.has('source.claims.rows')).toBe(false);
    }
  });

  it('moves the files to the archive under their content hash', async () => {
    expect(await readdir(join(folder, 'lake', 'inbox', 'hospital-a', 'claims')).catch(() => [])).toEqual([]);
    expect(await readdir(join(folder, 'lake', 'archive', 'hospital-a', 'claims'))).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}\.csv$/),
    ]);
  });

  describe('then', () => {
    const TABLES = ['departments', 'providers', 'patients', 'encounters', 'transactions', 'claims'];
    const counts = async () =>
      Promise.all(
        TABLES.flatMap((table) => [
          rows(`select '${table}' as t, count(*) as n from silver.${table}`),
          rows(`select 'a.${table}' as t, count(*) as n from bronze_hospital_a.${table}`),
          rows(`select 'b.${table}' as t, count(*) as n from bronze_hospital_b.${table}`),
          rows(`select 'q.${table}' as t, count(*) as n from quarantine.${table}`),
        ]),
      );

    it('a second run adds no version and no row', async () => {
      const before = await counts();
      const second = await run();
      expect(failures(second)).toEqual([]);
      expect(await counts()).toEqual(before);
    }, 120_000);

    it('three changed patients, one deleted and one new change exactly those histories', async () => {
      const patients = () =>
        rows(
          `select hospital_id, patient_id, valid_from, valid_to, is_current, last_name, _run_id from silver.patients order by hospital_id, patient_id, valid_from`,
        );
      const before = await patients();
      const database = group.databases['hospital-a'] ?? '';
      await sharedMariaDb().execute(
        `UPDATE patients SET LastName = 'Changed', ModifiedDate = '2026-01-05' WHERE PatientID IN ('HOSP1-000001', 'HOSP1-000002', 'HOSP1-000003');
         DELETE FROM patients WHERE PatientID = 'HOSP1-000004';
         INSERT INTO patients SELECT 'HOSP1-999999', FirstName, 'New', MiddleName, SSN, PhoneNumber, Gender, DOB, Address, '2026-01-05' FROM patients WHERE PatientID = 'HOSP1-000005'`,
        database,
      );
      const third = await run();
      expect(failures(third)).toEqual([]);
      const after = await patients();
      const touched = new Set(['HOSP1-000001', 'HOSP1-000002', 'HOSP1-000003', 'HOSP1-000004', 'HOSP1-999999']);
      const isTouched = (row: Row) => row['hospital_id'] === 'hospital-a' && touched.has(String(row['patient_id']));
      expect(after.filter((row) => !isTouched(row))).toEqual(before.filter((row) => !isTouched(row)));
      const story = after
        .filter(isTouched)
        .map((row) => [
          row['patient_id'],
          row['is_current'],
          row['last_name'] === 'Changed' || row['last_name'] === 'New',
        ]);
      expect(story).toEqual([
        ...['HOSP1-000001', 'HOSP1-000002', 'HOSP1-000003'].flatMap((id) => [
          [id, false, false],
          [id, true, true],
        ]),
        ['HOSP1-000004', false, false],
        ['HOSP1-999999', true, true],
      ]);
    }, 120_000);
  });
});
