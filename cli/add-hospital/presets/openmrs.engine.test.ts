import { blocksOf } from '../../../test/docs/blocks';
import { missingIn } from '../../../test/docs/shown-output';
import { describeEngine } from '../../../test/engines/available';
import { sharedMariaDb } from '../../../test/engines/shared-engines';
import {
  type AddedHospital,
  addHospitalOf,
  type Decisions,
  type RunningHospital,
  runningHospital,
} from './emr-hospital.fixture';
import { openMrs } from './openmrs.fixture';

jest.setTimeout(300_000);

/** What this hospital decides: it keeps NPIs as identifiers and CPT codes as short names, and calls its payers by the mode of payment. */
const DECISIONS: Decisions = [
  ['providers', 'npi', 'identifier'],
  ['transactions', 'payer_id', 'payment_mode'],
  ['transactions', 'procedure_code', 'service'],
];

describeEngine('mariadb', 'a hospital with OpenMRS and its billing module', () => {
  const { sql, truth } = openMrs();
  let added: AddedHospital;
  let hospital: RunningHospital;

  beforeAll(async () => {
    const database = await sharedMariaDb().createDatabase('openmrs_');
    await sharedMariaDb().execute(sql, database);
    added = await addHospitalOf(database);
    hospital = await runningHospital(added.spec(DECISIONS));
  });
  afterAll(() => hospital?.pipeline.remove());

  it('is recognised by its tables, and leaves three lines to decide', () => {
    expect(added.said).toContain(
      'preset openmrs (OpenMRS): recognised by person (person_id, birthdate, gender, voided)',
    );
    expect(added.toDecide.map((line) => line.split(':', 1)[0])).toEqual(
      DECISIONS.map(([table, column]) => `${table}.${column}`),
    );
    expect(added.proposal.missing).toEqual([]);
  });

  it('is proposed as docs/adding-a-hospital.md shows', () => {
    const { host, port } = sharedMariaDb();
    const shown = blocksOf('docs/adding-a-hospital.md').find(({ text }) => text.startsWith('database "openmrs"'));
    const said = added.said
      .replace(/database "\w+"/, 'database "openmrs"')
      .replace(`${host}:${port}`, '10.20.0.9:3306');
    expect(missingIn(said, shown?.text ?? 'no block')).toEqual([]);
  });

  it('adds up, to the cent, to what its bills and payments say', async () => {
    await hospital.run();
    expect(await hospital.totals()).toEqual(truth.totals);
    const charges = await hospital.pipeline.rows(
      "select slice as department, value from gold.kpi_values where hospital_id = 'hospital-e' and kpi_id = 'gross_charges' and slice_kind = 'department'",
    );
    expect(
      Object.fromEntries(charges.map(({ department, value }) => [department, Math.round(Number(value) * 100)])),
    ).toEqual(truth.chargesByDepartment);
  });

  it('has every row that counts, and none that was voided', async () => {
    expect(await hospital.rows()).toMatchObject({
      'silver.departments': 3,
      'silver.providers': 3,
      'silver.patients': truth.patients,
      'silver.encounters': truth.encounters,
      'silver.transactions': truth.charges,
      'gold.fact_transactions': truth.charges,
    });
    const [patient] = await hospital.pipeline.rows(
      "select first_name, gender from silver.patients where patient_id = '101'",
    );
    expect(patient).toEqual({ first_name: 'Given101', gender: 'Female' });
  });

  it('writes nothing in a second run', async () => {
    const before = await hospital.rows();
    await hospital.run();
    expect(await hospital.rows()).toEqual(before);
  });
});
