import { describeEngine } from '../../../test/engines/available';
import { sharedMariaDb } from '../../../test/engines/shared-engines';
import { type AddedHospital, addHospitalOf, type RunningHospital, runningHospital } from './emr-hospital.fixture';
import { openEmr } from './openemr.fixture';

jest.setTimeout(300_000);

describeEngine('mariadb', 'a hospital with OpenEMR', () => {
  const { sql, truth } = openEmr();
  let added: AddedHospital;
  let hospital: RunningHospital;

  beforeAll(async () => {
    const database = await sharedMariaDb().createDatabase('open-emr_');
    await sharedMariaDb().execute(sql, database);
    added = await addHospitalOf(database);
    hospital = await runningHospital(added.spec([]));
  });
  afterAll(() => hospital?.pipeline.remove());

  it('is recognised by its tables, and leaves nothing to decide', () => {
    expect(added.said).toContain('preset openemr (OpenEMR): recognised by patient_data (pid, fname, lname, DOB)');
    expect(added.toDecide).toEqual([]);
    expect(added.proposal.missing).toEqual([]);
  });

  it('adds up, to the cent, to what its charges and payments say', async () => {
    await hospital.run();
    expect(await hospital.totals()).toEqual(truth.totals);
    // A payer that the group has no name for is the hospital's own.
    const payments = await hospital.pipeline.rows(
      "select replace(slice, 'hospital-e/', '') as payer, value from gold.kpi_values where hospital_id = 'hospital-e' and kpi_id = 'payments' and slice_kind = 'payer'",
    );
    expect(Object.fromEntries(payments.map(({ payer, value }) => [payer, Math.round(Number(value) * 100)]))).toEqual(
      truth.payments,
    );
  });

  it('has every row that counts, and none that was deleted', async () => {
    expect(await hospital.rows()).toMatchObject({
      'silver.departments': 3,
      'silver.providers': 4,
      'silver.patients': truth.patients,
      'silver.encounters': truth.encounters,
      'silver.transactions': truth.charges,
      'gold.fact_transactions': truth.charges,
    });
    expect(await hospital.pipeline.rows('select count(*) as held from quarantine.transactions')).toEqual([{ held: 0 }]);
  });

  it('writes nothing in a second run', async () => {
    const before = await hospital.rows();
    await hospital.run();
    expect(await hospital.rows()).toEqual(before);
    expect(await hospital.totals()).toEqual(truth.totals);
  });
});
