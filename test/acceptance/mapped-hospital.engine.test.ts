import { parseSpec } from '../../model/parse-spec';
import { type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import { describeEngine } from '../engines/available';
import { sharedMariaDb } from '../engines/shared-engines';
import { failures, openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

jest.setTimeout(300_000);

/** A hospital's own shape: names with commas, coded genders, cents, ids of two columns, a local clock, rows that are only marked as deleted. */
const SETUP = `
CREATE TABLE departments (DeptID VARCHAR(9) PRIMARY KEY, Name VARCHAR(100));
INSERT INTO departments VALUES ('D1', 'Cardiology');
CREATE TABLE person (no INT PRIMARY KEY, \`full name?\` VARCHAR(99), sex CHAR(1), born CHAR(10), status VARCHAR(9), touched DATETIME);
CREATE TABLE phone (no INT, mobile VARCHAR(20), home VARCHAR(20));
INSERT INTO person VALUES (1, 'QUILL, ROSA', '2', '02/03/1980', 'ok', '2025-01-02 21:00:00'), (2, 'MARSH, IVO', '9', '05/06/1975', 'ok', '2025-01-02 21:00:00'),
  (3, 'GONE, ANN', '2', '05/06/1975', 'deleted', '2025-01-02 21:00:00');
INSERT INTO phone VALUES (1, '', '555-0100'), (2, '555-0101', NULL);
CREATE TABLE visit (clinic CHAR(1), visit_no INT, PatNo VARCHAR(9), at DATETIME, touched DATETIME, PRIMARY KEY (clinic, visit_no));
INSERT INTO visit VALUES ('A', 1, 'P-1', '2025-01-02 03:00:00', '2025-01-02'), ('B', 1, 'P-2', '2025-01-02 03:00:00', '2025-01-02');
CREATE TABLE charge (id INT PRIMARY KEY, clinic CHAR(1), visit_no INT, PatNo VARCHAR(9), cents BIGINT, cpt INT, touched DATETIME);
INSERT INTO charge VALUES (1, 'A', 1, 'P-1', 20001, 100, '2025-01-02'), (2, 'B', 1, 'P-2', 99, 99213, '2025-01-02');`;

const absent = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { absent: true }]));
const stripped = { column: 'PatNo', stripPrefix: 'P-' };

function spec(database: string, genders: Readonly<Record<string, string>>): PipelineSpec {
  const { host, port, reader } = sharedMariaDb();
  const sample = sampleSpec();
  const [hospital] = sample.hospitals;
  if (!hospital) throw new Error('the sample has a hospital');
  const touched = { column: 'touched', zone: 'America/Chicago' };
  const mapping = {
    patients: {
      from: { query: 'select p.*, f.mobile, f.home from person p left join phone f using (no)' },
      where: "status <> 'deleted'",
      cursor: touched,
      columns: {
        patient_id: 'no',
        first_name: { column: 'full name?', split: { by: ',', part: 2 }, trim: true, case: 'title' },
        last_name: { column: 'full name?', split: { by: ',', part: 1 }, case: 'title' },
        gender: { column: 'sex', values: genders },
        date_of_birth: { column: 'born', format: 'MM/DD/YYYY' },
        phone_number: { coalesce: ['mobile', 'home'] },
        ...absent('middle_name', 'ssn', 'address'),
      },
    },
    encounters: {
      from: { table: 'visit' },
      cursor: touched,
      columns: {
        encounter_id: { concat: ['clinic', '-', 'visit_no'] },
        patient_id: stripped,
        encounter_date: { column: 'at', zone: 'America/Chicago' },
        ...absent('encounter_type', 'provider_id', 'department_id', 'procedure_code', 'inserted_at'),
      },
    },
    transactions: {
      from: { table: 'charge' },
      cursor: 'none',
      columns: {
        transaction_id: 'id',
        encounter_id: { concat: ['clinic', '-', 'visit_no'] },
        patient_id: stripped,
        amount: { column: 'cents', scale: 0.01 },
        paid_amount: { constant: 0 },
        procedure_code: { column: 'cpt', padTo: 5 },
        service_date: { constant: '2025-01-02' },
        department_id: { constant: 'D1' },
        ...absent('provider_id', 'visit_date', 'paid_date', 'visit_type', 'amount_type', 'claim_id', 'payer_id'),
        ...absent('icd_code', 'line_of_business', 'medicaid_id', 'medicare_id', 'inserted_at'),
      },
    },
  };
  const emr = { ...hospital.emr, host, port, database, user: reader.user };
  const tables = ['departments', 'patients', 'encounters', 'transactions'];
  const hospitals = [{ ...hospital, emr, mapping, feeds: [], tables }];
  return parseSpec(pipelineSpecSchema, { ...sample, references: [], hospitals });
}

describeEngine('mariadb', 'a hospital with a shape of its own', () => {
  let database: string;
  let pipeline: SamplePipeline;
  const execute = (sql: string) => sharedMariaDb().execute(sql, database);
  const run = async () => expect(failures(await pipeline.run())).toEqual([]);
  const patients = () =>
    pipeline.rows(
      `select patient_id, first_name, last_name, gender, phone_number, cast(date_of_birth as varchar) as born, cast(modified_at as varchar) as changed
      from silver.patients where is_current order by 1`,
    );
  const versions = async () =>
    (await pipeline.rows('select patient_id, count(*) as n from silver.patients group by 1 order by 1')).map(
      ({ patient_id, n }) => `${patient_id}: ${n}`,
    );
  const unmapped = () =>
    pipeline.rows(
      `select rule_id, cast(rows_failed as integer) as failed from ops.quality_results where rule_id like 'unmapped%' and rows_failed > 0
        and run_id = (select max(run_id) from ops.quality_results)`,
    );
  const rosa = {
    ...{ patient_id: '1', first_name: 'Rosa', last_name: 'Quill', gender: 'F', phone_number: '555-0100' },
    ...{ born: '1980-02-03', changed: '2025-01-03 03:00:00' },
  };

  beforeAll(async () => {
    const server = sharedMariaDb();
    process.env['RCM_SECRET_EMR_PASSWORD'] = server.reader.password;
    database = await server.createDatabase('mapped_');
    await execute(SETUP);
    pipeline = await openSamplePipeline(spec(database, { 1: 'M', 2: 'F' }), { databases: true });
  });
  afterAll(() => pipeline?.remove());

  it('arrives as any other, and a value that no map has holds its row under a count', async () => {
    await run();
    expect(await patients()).toEqual([rosa]);
    expect(await unmapped()).toEqual([{ rule_id: 'unmapped:gender', failed: 1 }]);
    expect(
      await pipeline.rows(
        'select encounter_id, patient_id, cast(encounter_date as varchar) as day from silver.encounters where is_current order by 1',
      ),
    ).toEqual([
      { encounter_id: 'A-1', patient_id: '1', day: '2025-01-01' },
      { encounter_id: 'B-1', patient_id: '2', day: '2025-01-01' },
    ]);
  });

  it('adds up to the cent, as the source itself does', async () => {
    const charges =
      'select procedure_code, cast(amount as varchar) as amount from silver.transactions where is_current order by 1';
    expect(await pipeline.rows(charges)).toEqual([
      { procedure_code: '00100', amount: '200.010000000' },
      { procedure_code: '99213', amount: '0.990000000' },
    ]);
    const sums = await pipeline.rows(
      "select expected, actual from ops.reconciliations where subject = 'source.transactions.amount'",
    );
    expect(sums.map(({ expected, actual }) => [Number(expected), Number(actual)])).toEqual([[201, 201]]);
  });

  it('makes no version of rows that say the same', async () => {
    await run();
    expect(await versions()).toEqual(['1: 1']);
  });

  it('is read again under a changed mapping: the held row comes, and equal rows make no version', async () => {
    await pipeline.reopen(spec(database, { 1: 'M', 2: 'F', 9: 'M' }));
    await run();
    expect((await patients()).map(({ patient_id, gender }) => `${patient_id} ${gender}`)).toEqual(['1 F', '2 M']);
    expect(await versions()).toEqual(['1: 1', '2: 1']);
    expect(await unmapped()).toEqual([]);
  });

  it('finds a row that came late by its key of two columns, and ends one that leaves the condition', async () => {
    await execute(`
INSERT INTO visit VALUES ('C', 7, 'P-1', '2024-06-02 12:00:00', '2024-06-02');
UPDATE person SET status = 'deleted' WHERE no = 2;`);
    await pipeline.reopen({
      ...spec(database, { 1: 'M', 2: 'F', 9: 'M' }),
      quality: { ...spec(database, { 1: 'M' }).quality, maximumDeletedShare: 1 },
    });
    await run();
    const encounters = await pipeline.rows('select encounter_id from silver.encounters where is_current order by 1');
    expect(encounters.map(({ encounter_id }) => encounter_id)).toEqual(['A-1', 'B-1', 'C-7']);
    expect((await patients()).map(({ patient_id }) => patient_id)).toEqual(['1']);
  });
});
