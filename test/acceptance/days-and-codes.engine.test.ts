import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseOf } from '../../model/spec';
import { describeEngine } from '../engines/available';
import { sharedMariaDb } from '../engines/shared-engines';
import { failures, openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

jest.setTimeout(180_000);

/** A small clinic in Chicago whose tables have the usual names. Invented. */
const TABLES = `
CREATE TABLE departments (DeptID VARCHAR(20) PRIMARY KEY, Name VARCHAR(100));
CREATE TABLE providers (ProviderID VARCHAR(20) PRIMARY KEY, FirstName VARCHAR(50), LastName VARCHAR(50), Specialization VARCHAR(50), DeptID VARCHAR(20), NPI VARCHAR(10));
CREATE TABLE patients (PatientID VARBINARY(20) PRIMARY KEY, FirstName VARCHAR(50), LastName VARCHAR(50), MiddleName VARCHAR(50), SSN VARCHAR(11), PhoneNumber VARCHAR(20), Gender VARCHAR(10), DOB DATE, Address VARCHAR(200), ModifiedDate DATETIME(6));
CREATE TABLE encounters (EncounterID VARCHAR(20) PRIMARY KEY, PatientID VARCHAR(20), EncounterDate TIMESTAMP NULL, EncounterType VARCHAR(30), ProviderID VARCHAR(20), DepartmentID VARCHAR(20), ProcedureCode VARCHAR(10), InsertedDate DATETIME(6), ModifiedDate DATETIME(6));
CREATE TABLE transactions (TransactionID VARCHAR(20) PRIMARY KEY, EncounterID VARCHAR(20), PatientID VARCHAR(20), ProviderID VARCHAR(20), DeptID VARCHAR(20), VisitDate TIMESTAMP NULL, ServiceDate TIMESTAMP NULL, PaidDate DATE, VisitType VARCHAR(30), Amount DECIMAL(12,2), AmountType VARCHAR(30), PaidAmount DECIMAL(12,2), ClaimID VARCHAR(20), PayorID VARCHAR(30), ProcedureCode VARCHAR(10), ICDCode VARCHAR(10), LineOfBusiness VARCHAR(30), MedicaidID VARCHAR(20), MedicareID VARCHAR(20), InsertDate DATETIME(6), ModifiedDate DATETIME(6))`;
const ROWS = `
SET time_zone = '-06:00';
INSERT INTO departments VALUES ('D1', 'Cardiology'), ('D2', 'Emergency');
INSERT INTO providers VALUES ('P1', 'Ada', 'Okafor', 'Cardiology', 'D1', '1234567893'), ('P2', 'Ben', 'Lund', 'Emergency', 'D2', '1245319599');
INSERT INTO patients VALUES ('PT1', 'Rosa', 'Quill', NULL, '900-00-0001', '555-0100', 'F', '1980-02-03', '1 Elm St', '2025-01-02 03:04:05');
INSERT INTO encounters VALUES ('E1', 'PT1', '2025-01-31 19:00:00', 'Outpatient', 'P1', 'D1', '99213', '2025-01-02 03:04:05', '2025-01-02 03:04:05');
INSERT INTO transactions VALUES
  ('T1', 'E1', 'PT1', 'P1', 'D1', '2025-01-02 12:00:00', '2025-01-02 12:00:00', '2025-02-01', 'Routine', 200, 'Insurance', 150, 'C1', 'Acme', '99213', 'I10', 'Commercial', NULL, NULL, '2025-01-02 03:04:05', '2025-02-01 03:04:05'),
  ('T2', 'E1', 'PT1', 'p2', 'D2 ', '2025-01-03 12:00:00', '2025-01-03 12:00:00', NULL, 'Emergency', 1000, 'Medicare', 0, 'C2', 'CMS', '99284', 'R07.9', 'Medicare', NULL, NULL, '2025-01-03 03:04:05', '2025-01-03 03:04:05'),
  ('T3', 'E1', 'PT1', 'P2', 'D2', '2025-01-31 20:15:00', '2025-01-31 20:15:00', NULL, 'Emergency', 700, 'Medicare', 0, 'C3', 'CMS', '99284', 'R07.9', 'Medicare', NULL, NULL, '2025-02-01 02:15:00', '2025-02-01 02:15:00')`;

describeEngine('mariadb', 'days, ids and codes of a hospital that spells them in its own way', () => {
  let pipeline: SamplePipeline;
  beforeAll(async () => {
    const server = sharedMariaDb();
    process.env['RCM_SECRET_EMR_PASSWORD'] = server.reader.password;
    const database = await server.createDatabase('spelled_');
    await server.execute(`${TABLES};${ROWS}`, database);
    const spec = sampleSpec();
    const [hospital] = spec.hospitals;
    if (!hospital) throw new Error('the sample has a hospital');
    const { host, port, reader } = server;
    const emr = { ...databaseOf(hospital), host, port, database, user: reader.user };
    const references = spec.references.filter(({ table }) => table === 'icd_codes');
    pipeline = await openSamplePipeline(
      { ...spec, references, hospitals: [{ ...hospital, emr, mapping: {} }] },
      { databases: true },
    );
    const inbox = join(pipeline.inboxFolder, 'reference', 'icd_codes');
    mkdirSync(inbox, { recursive: true });
    writeFileSync(
      join(inbox, 'icd.csv'),
      'ICDCode,Description,Chapter\nI10,Hypertension,\nR079,"Chest pain, unspecified",\n',
    );
    expect(failures(await pipeline.run())).toEqual([]);
  });
  afterAll(() => pipeline?.remove());

  it('puts an evening service into the month in which the hospital gave it', async () => {
    expect(
      await pipeline.rows(
        'select cast(month as varchar) as month, cast(charges as double) as charges from gold.financial_metrics_by_month order by 1',
      ),
    ).toEqual([{ month: '2025-01-01', charges: 1900 }]);
    expect(await pipeline.rows('select cast(encounter_date as varchar) as day from silver.encounters')).toEqual([
      { day: '2025-01-31' },
    ]);
  });
  it("adds up charges under the department's name, as the hospital's own join does", async () => {
    expect(
      await pipeline.rows(
        'select department_id, department_name, cast(charges as double) as charges from gold.department_performance order by 1',
      ),
    ).toEqual([
      { department_id: 'D1', department_name: 'Cardiology', charges: 200 },
      { department_id: 'D2', department_name: 'Emergency', charges: 1700 },
    ]);
    expect(
      await pipeline.rows("select count(*) as rows from gold.fact_transactions where provider_key = 'unknown'"),
    ).toEqual([{ rows: 0 }]);
    expect(
      await pipeline.rows("select provider_id, department_id from silver.transactions where transaction_id = 'T2'"),
    ).toEqual([{ provider_id: 'p2', department_id: 'D2 ' }]);
  });
  it('finds patients whose id is bytes', async () => {
    expect(await pipeline.rows('select patient_id from silver.patients')).toEqual([{ patient_id: 'PT1' }]);
    expect(
      await pipeline.rows("select count(*) as rows from gold.fact_transactions where patient_key = 'unknown'"),
    ).toEqual([{ rows: 0 }]);
  });
  it('finds a diagnosis whose list has no points', async () => {
    expect(
      await pipeline.rows(`select f.transaction_id, f.icd_code, d.description from gold.fact_transactions f
        join gold.dim_icd_code d on d.icd_key = f.icd_key where f.transaction_id = 'T2'`),
    ).toEqual([{ transaction_id: 'T2', icd_code: 'R07.9', description: 'Chest pain, unspecified' }]);
    expect(
      await pipeline.rows("select sum(rows_failed) as failed from ops.quality_results where rule_id = 'icd_shape'"),
    ).toEqual([{ failed: 0 }]);
  });
});
