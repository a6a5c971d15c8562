import { newRunId } from '../../jobs/run/run';
import { knownContent } from '../../jobs/transform/known-content';
import { entity } from '../../model/catalogue';
import { graph } from '../../model/graph';
import { parseSpec } from '../../model/parse-spec';
import { type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import { describeEngine } from '../engines/available';
import type { MariaDb } from '../engines/mariadb';
import { sharedMariaDb } from '../engines/shared-engines';
import { failures, openSamplePipeline, type SamplePipeline } from './sample-pipeline';

jest.setTimeout(120_000);

/** An invented group of one hospital with two patients and what was done for them. */
const SETUP = `
create table departments (DeptID varchar(20) primary key, Name varchar(100));
create table providers (ProviderID varchar(20) primary key, FirstName varchar(50), LastName varchar(50), Specialization varchar(50), DeptID varchar(20), NPI varchar(10));
create table patients (PatientID varchar(20) primary key, FirstName varchar(50), LastName varchar(50), MiddleName varchar(50), SSN varchar(11), PhoneNumber varchar(20), Gender varchar(10), DOB date, Address varchar(200), ModifiedDate datetime(6));
create table encounters (EncounterID varchar(20) primary key, PatientID varchar(20), EncounterDate date, EncounterType varchar(30), ProviderID varchar(20), DepartmentID varchar(20), ProcedureCode varchar(10), InsertedDate datetime(6), ModifiedDate datetime(6));
create table transactions (TransactionID varchar(20) primary key, EncounterID varchar(20), PatientID varchar(20), ProviderID varchar(20), DeptID varchar(20), VisitDate date, ServiceDate date, PaidDate date, VisitType varchar(30), Amount decimal(12,2), AmountType varchar(30), PaidAmount decimal(12,2), ClaimID varchar(20), PayorID varchar(30), ProcedureCode varchar(10), ICDCode varchar(10), LineOfBusiness varchar(30), MedicaidID varchar(20), MedicareID varchar(20), InsertDate datetime(6), ModifiedDate datetime(6));
insert into departments values ('D1','Cardiology'),('D2','Emergency');
insert into providers values ('P1','Ada','Okafor','Cardiology','D1','1234567893'),('P2','Ben','Lund','Emergency','D2','1245319599');
insert into patients values ('PT1','Rosa','Quill',null,'900-00-0001','555-0100','F','1980-02-03','1 Elm St','2025-01-02 03:04:05'),('PT2','Ivo','Marsh',null,'900-00-0002','555-0101','M','1975-05-06','2 Elm St','2025-01-02 03:04:05');
insert into encounters values ('E1','PT1','2025-01-02','Outpatient','P1','D1','99213','2025-01-02 03:04:05','2025-01-02 03:04:05'),('E2','PT2','2025-01-03','Emergency','P2','D2','99284','2025-01-03 03:04:05','2025-01-03 03:04:05');
insert into transactions values ('T1','E1','PT1','P1','D1','2025-01-02','2025-01-02','2025-02-01','Routine',200.00,'Insurance',150.00,'C1','Acme','99213','I10','Commercial',null,null,'2025-01-02 03:04:05','2025-02-01 03:04:05'),('T2','E2','PT2','P2','D2','2025-01-03','2025-01-03',null,'Emergency',1000.00,'Medicare',0.00,'C2','CMS','99284','R07.9','Medicare',null,null,'2025-01-03 03:04:05','2025-01-03 03:04:05');
insert into patients select concat('PX',seq),'A','B',null,null,null,'F','1990-01-01','x','2025-03-02' from seq_1_to_20`;
const PT1 = `insert into patients values ('PT1','Rosa','Quill',null,'900-00-0001','555-0100','F','1980-02-03','1 Elm St','2025-01-02 03:04:05')`;

describeEngine('mariadb', 'rows that a cursor does not show', () => {
  let server: MariaDb;
  let spec: PipelineSpec;
  let pipeline: SamplePipeline;
  const execute = (sql: string) => server.execute(sql, spec.hospitals[0]?.emr?.database ?? '');
  const current = async () =>
    (await pipeline.rows('select patient_id, last_name from silver.patients where is_current order by patient_id')).map(
      (row) => `${row['patient_id']} ${row['last_name']}`,
    );
  const inSource = async () =>
    (await execute('select PatientID as id, LastName as name from patients order by binary PatientID')).map(
      (row) => `${row['id']} ${row['name']}`,
    );
  const detail = (result: Awaited<ReturnType<SamplePipeline['run']>>) =>
    result.steps.get('extract.hospital-a.patients')?.report?.detail;

  let whole: { only: string[] };

  beforeEach(async () => {
    server = sharedMariaDb();
    process.env['RCM_SECRET_EMR_PASSWORD'] = server.reader.password;
    const database = await server.createDatabase('restored_');
    const where = { host: server.host, port: server.port, user: server.reader.user, database, tls: 'none' };
    const buckets = { inbox: 'inbox', landing: 'landing', archive: 'archive', curated: 'curated', code: 'code' };
    spec = parseSpec(pipelineSpecSchema, {
      ...{ version: 1, environment: 'field-dev', group: 'field', stage: 'dev', project: 'field-rcm-dev' },
      ...{ region: 'us-central1', dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' }, buckets },
      hospitals: [
        {
          id: 'hospital-a',
          emr: { kind: 'mysql', passwordSecret: 'emr-password', ...where },
          tables: ['departments', 'providers', 'patients', 'encounters', 'transactions'],
          feeds: [{ table: 'claims' }],
        },
      ],
    });
    whole = { only: graph(spec).map(({ id }) => id) };
    await execute(SETUP);
    pipeline = await openSamplePipeline(spec, { databases: true });
  });
  afterEach(() => pipeline?.remove());
  const PATIENTS = ['extract', 'load', 'check', 'history'].map((kind) => `${kind}.hospital-a.patients`);
  const run = (options: Parameters<SamplePipeline['run']>[0] = {}) =>
    pipeline.run({ only: ['begin', ...PATIENTS], ...options });
  /** The steps of the table only, unless options say otherwise. */
  const good = async (options: Parameters<SamplePipeline['run']>[0] = {}) => {
    const result = await run(options);
    expect(failures(result)).toEqual([]);
    expect(await current()).toEqual(await inSource());
    return detail(result);
  };

  it('a row that comes with an old cursor is fetched in the same run, and once', async () => {
    await execute(`delete from patients where PatientID = 'PT1'`);
    await good();
    await execute(PT1);
    expect(await good(whole)).toBe('1 fetched because bronze lacked them');
    expect(await good()).toBeNull();
  });

  it('a row that was deleted and restored with its old cursor is fetched', async () => {
    await good();
    await execute(`delete from patients where PatientID = 'PT1'`);
    await good();
    await execute(PT1);
    expect(await good()).toBe('1 fetched because bronze lacked them');
    const versions = await pipeline.rows(
      `select is_current from silver.patients where patient_id = 'PT1' order by valid_from`,
    );
    expect(versions.map((row) => row['is_current'])).toEqual([false, true]);
  });

  it('more rows than one query names, beside new and changed ones, are fetched; rows after "until" are not', async () => {
    await good();
    await execute(
      `insert into patients select concat('OLD',seq),'A','O''Neil "x"',null,null,null,'F','1990-01-01','x','2001-03-02' from seq_1_to_1203`,
    );
    await execute(
      `insert into patients select concat('NEW',seq),'A','B',null,null,null,'F','1990-01-01','x','2025-03-04' from seq_1_to_300`,
    );
    await execute(`update patients set LastName = 'C', ModifiedDate = '2025-03-05' where PatientID like 'PX1%'`);
    const until = await run({ until: '2025-03-03 00:00:00' });
    expect(detail(until)).toBeNull();
    expect(await good()).toBe('1203 fetched because bronze lacked them');
  });

  it('a row in quarantine is not missing', async () => {
    await good();
    await execute(`insert into patients values ('BAD','A','B',null,null,null,'F','2999-01-01','x','2001-01-01')`);
    const held = await run();
    expect(detail(held)).toBe('1 fetched because bronze lacked them');
    expect(detail(await run())).toBeNull();
  });

  it('a row that changed behind its cursor is found by a healing and fetched; its history goes on', async () => {
    await good();
    await execute(`update patients set LastName = 'Quill-Marsh' where PatientID = 'PT1'`);
    await execute(`update patients set LastName = null, ModifiedDate = '1999-01-01' where PatientID = 'PX7'`);
    await execute(`delete from patients where PatientID = 'PX8'`);
    await run();
    expect(await good({ heal: true })).toBe('2 fetched because their hashes differed');
    expect(await good({ heal: true })).toBeNull();
    const [versions] = await pipeline.rows(`select count(*) as n from silver.patients where patient_id = 'PT1'`);
    expect(Number(versions?.['n'])).toBe(2);
  });

  it('a run that has landed a table does not pass for a healing', async () => {
    const runId = newRunId();
    await good();
    await good({ runId });
    const again = await run({ runId, heal: true, repeat: true, only: ['extract.hospital-a.patients'] });
    expect(again.steps.get('extract.hospital-a.patients')?.error?.code).toBe('LANDING_PRESENT');
  });

  it('bronze is asked for digests, and for the keys of chunks that differ only', async () => {
    await execute(
      `insert into patients select concat('OLD',seq),'A','B',null,null,null,'F','1990-01-01','x','2001-03-02' from seq_1_to_3000`,
    );
    await good();
    const known = knownContent(pipeline.context.warehouse, { entity: entity('patients'), hospitalId: 'hospital-a' });
    const digests = await known.digests('keys', 2);
    expect(digests.size).toBe(256);
    const [chunk = ''] = digests.keys();
    const found = await known.contents('keys', [chunk]);
    expect(found.length).toBeLessThan(40);
    expect(found.every(({ keyHash, content }) => keyHash.startsWith(chunk) && content === '')).toBe(true);
  });
});
