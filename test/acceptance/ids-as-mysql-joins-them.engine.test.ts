import { databaseOf } from '../../model/spec';
import { describeEngine } from '../engines/available';
import { sharedMariaDb } from '../engines/shared-engines';
import { failures, openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

jest.setTimeout(180_000);

const OTHER_COLUMNS =
  'EncounterID VARCHAR(20), PatientID VARCHAR(20), ProviderID VARCHAR(20), VisitDate DATE, ServiceDate DATE, PaidDate DATE, VisitType VARCHAR(30), Amount DECIMAL(12,2), AmountType VARCHAR(30), PaidAmount DECIMAL(12,2), ClaimID VARCHAR(20), PayorID VARCHAR(30), ProcedureCode VARCHAR(10), ICDCode VARCHAR(10), LineOfBusiness VARCHAR(30), MedicaidID VARCHAR(20), MedicareID VARCHAR(20), InsertDate DATETIME(6), ModifiedDate DATETIME(6)';

/** Departments, and the id of the department that each charge states; the first charge is 1.01, each further one ten times as much. */
interface Ids {
  /** Type and collation of the id, in both tables. */
  readonly type: string;
  readonly departments: readonly string[];
  readonly charged: readonly string[];
}

const setup = ({ type, departments, charged }: Ids) => `
CREATE TABLE patients (PatientID VARCHAR(20) PRIMARY KEY, FirstName VARCHAR(50), LastName VARCHAR(50), MiddleName VARCHAR(50), SSN VARCHAR(11), PhoneNumber VARCHAR(20), Gender VARCHAR(10), DOB DATE, Address VARCHAR(200), ModifiedDate DATETIME(6));
CREATE TABLE encounters (EncounterID VARCHAR(20) PRIMARY KEY, PatientID VARCHAR(20), EncounterDate DATE, EncounterType VARCHAR(30), ProviderID VARCHAR(20), DepartmentID VARCHAR(20), ProcedureCode VARCHAR(10), InsertedDate DATETIME(6), ModifiedDate DATETIME(6));
INSERT INTO patients (PatientID, FirstName, LastName, Gender, DOB, ModifiedDate) VALUES ('PT1', 'Rosa', 'Quill', 'F', '1980-02-03', '2025-01-02');
INSERT INTO encounters (EncounterID, PatientID, EncounterDate, InsertedDate, ModifiedDate) VALUES ('E1', 'PT1', '2025-01-02', '2025-01-02', '2025-01-02');
CREATE TABLE departments (DeptID ${type} PRIMARY KEY, Name VARCHAR(100));
CREATE TABLE transactions (TransactionID VARCHAR(20) PRIMARY KEY, DeptID ${type}, ${OTHER_COLUMNS});
INSERT INTO departments VALUES ${departments.map((id, index) => `('${id}', 'Department ${index + 1}')`).join(', ')};
INSERT INTO transactions (TransactionID, EncounterID, PatientID, DeptID, ServiceDate, Amount, PaidAmount, InsertDate, ModifiedDate) VALUES
${charged.map((id, index) => `('T${index + 1}', 'E1', 'PT1', '${id}', '2025-01-02', ${1.01 * 10 ** index}, 0, '2025-01-02', '2025-01-02')`).join(',\n')}`;

/** What the hospital itself sees: its own join, by its own collation. */
const OWN_JOIN = `
SELECT d.Name AS name, CAST(SUM(t.Amount) AS CHAR) AS charges
FROM transactions t LEFT JOIN departments d ON d.DeptID = t.DeptID GROUP BY d.Name ORDER BY d.Name`;

describeEngine('mariadb', 'charges add up under the department that the hospital’s own join finds', () => {
  let database: string;
  let pipeline: SamplePipeline;
  afterEach(() => pipeline?.remove());

  async function openHospital(ids: Ids): Promise<void> {
    const server = sharedMariaDb();
    process.env['RCM_SECRET_EMR_PASSWORD'] = server.reader.password;
    database = await server.createDatabase('joined_');
    await server.execute(setup(ids), database);
    const spec = sampleSpec();
    const [hospital] = spec.hospitals;
    if (!hospital) throw new Error('the sample has a hospital');
    const { host, port, reader } = server;
    const emr = { ...databaseOf(hospital), host, port, database, user: reader.user };
    const hospitals = [
      { ...hospital, emr, mapping: {}, feeds: [], tables: ['departments', 'patients', 'encounters', 'transactions'] },
    ];
    pipeline = await openSamplePipeline({ ...spec, references: [], hospitals }, { databases: true });
  }
  async function joins(): Promise<{ readonly source: unknown[]; readonly platform: unknown[] }> {
    expect(failures(await pipeline.run())).toEqual([]);
    const source = await sharedMariaDb().execute(OWN_JOIN, database);
    const platform = await pipeline.rows(`
      select d.name, cast(sum(f.amount) as decimal(12, 2)) as charges
      from gold.fact_transactions f left join gold.dim_department d on d.department_key = f.department_key and d.department_id is not null
      group by d.name order by d.name nulls first`);
    const plain = (rows: readonly Record<string, unknown>[]) =>
      rows.map(({ name, charges }) => `${name ?? 'none'} ${Number(charges).toFixed(2)}`);
    return { source: plain(source), platform: plain(platform) };
  }
  const counted = (rule: string) =>
    pipeline.rows(`
      select cast(rows_failed as integer) as failed from ops.quality_results
      where rule_id = '${rule}' and table_name = 'fact_transactions'
      order by run_id`);

  it.each<[string, Ids, readonly string[]]>([
    [
      'where case and blanks at the end do not count, and the key itself ends in a blank',
      {
        type: 'VARCHAR(20) COLLATE utf8mb4_general_ci',
        departments: ['D1', 'D2 '],
        charged: ['d1', 'D2', 'D2  ', 'd2'],
      },
      ['Department 1 1.01', 'Department 2 1121.10'],
    ],
    [
      'where an id is padded to its length',
      { type: 'CHAR(6)', departments: ['er', 'icu'], charged: ['ER', 'Icu  ', 'or'] },
      ['none 101.00', 'Department 1 1.01', 'Department 2 10.10'],
    ],
    [
      'where case counts, and two departments differ in nothing else',
      {
        type: 'VARCHAR(20) COLLATE utf8mb4_bin',
        departments: ['d1', 'D1'],
        charged: ['D1', 'd1', 'D1'],
      },
      ['Department 1 10.10', 'Department 2 102.01'],
    ],
    [
      'where letters have marks',
      { type: 'VARCHAR(20)', departments: ['É1', 'Ñu'], charged: ['é1', 'ñU'] },
      ['Department 1 1.01', 'Department 2 10.10'],
    ],
  ])('%s', async (_, ids, expected) => {
    await openHospital(ids);
    const { source, platform } = await joins();
    expect(source).toEqual(expected);
    expect(platform).toEqual(source);
  });

  it('after an id was written in another case, which is the same id to the hospital', async () => {
    await openHospital({ type: 'VARCHAR(20)', departments: ['D1', 'D2'], charged: ['D1', 'd2', 'D2'] });
    const before = await joins();
    expect(before.platform).toEqual(before.source);
    await sharedMariaDb().execute("UPDATE departments SET DeptID = 'd2 ' WHERE DeptID = 'D2'", database);
    const after = await joins();
    expect(after.source).toEqual(['Department 1 1.01', 'Department 2 111.10']);
    expect(after.platform).toEqual(after.source);
    const current = await pipeline.rows('select department_id from silver.departments where is_current order by 1');
    expect(current).toEqual([{ department_id: 'D1' }, { department_id: 'd2 ' }]);
  });

  /** Accents are not folded: the charge is of an unknown department, and that is counted where people look. */
  it('and counts the charge whose id differs from every key in an accent, which MySQL leaves out of account', async () => {
    await openHospital({ type: 'VARCHAR(20) COLLATE utf8mb4_general_ci', departments: ['E1'], charged: ['É1'] });
    const { source, platform } = await joins();
    expect(source).toEqual(['Department 1 1.01']);
    expect(platform).toEqual(['none 1.01']);
    expect(await counted('known_department')).toEqual([{ failed: 1 }]);
  });
});
