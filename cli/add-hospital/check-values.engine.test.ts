import { EnvironmentSecrets } from '../../jobs/secrets/environment';
import { connect } from '../../jobs/sources/mysql/connect';
import { Measurements } from '../../jobs/sources/mysql/measure';
import { describeEngine } from '../../test/engines/available';
import { sharedMariaDb } from '../../test/engines/shared-engines';
import { hospitalSource } from './hospital-source';
import { filledDatabase, holesOf, proposed, sourcesOf, tableOf } from './proposal.fixture';

jest.setTimeout(120_000);

describeEngine('mariadb', 'what counts of values say about a proposal', () => {
  it('takes texts for dates and amounts only where all of them are', async () => {
    const name = await filledDatabase(`
CREATE TABLE encounters (EncounterID INT PRIMARY KEY, PatientID INT, EncounterDate VARCHAR(20), EncounterType TEXT, ProviderID INT,
  DepartmentID INT, ProcedureCode INT, InsertedDate VARCHAR(30), ModifiedDate DATETIME);
INSERT INTO encounters VALUES (1, 1, '2026-01-31', '', 1, 1, 1, '2026-01-31 10:00:00', NOW()),
  (2, 1, '2026-02-01', '', 1, 1, 1, '31/01/2026 10:00', NOW())`);
    const proposal = await proposed(name);
    expect(sourcesOf(proposal, 'encounters')).toMatchObject({ encounter_date: 'EncounterDate' });
    expect(holesOf(proposal, 'encounters')).toEqual([['inserted_at', ['InsertedDate']]]);
  });

  it('says which days are taken from instants, and which ids are read from bytes', async () => {
    const name = await filledDatabase(`
CREATE TABLE patients (PatientID VARBINARY(20) PRIMARY KEY, FirstName TEXT, LastName TEXT, MiddleName TEXT, SSN TEXT, PhoneNumber TEXT,
  Gender TEXT, DOB DATE, Address TEXT, ModifiedDate TIMESTAMP);
CREATE TABLE encounters (EncounterID BINARY(16) PRIMARY KEY, PatientID VARCHAR(20), EncounterDate TIMESTAMP NULL, EncounterType TEXT,
  ProviderID INT, DepartmentID INT, ProcedureCode INT, InsertedDate DATETIME, ModifiedDate DATETIME)`);
    const proposal = await proposed(name);
    const bytes = (column: string, type: string) =>
      `${column} holds bytes (${type}): values that are printable text are read as that text, all others as hexadecimal digits`;
    expect(tableOf(proposal, 'patients')?.notes).toEqual([bytes('PatientID', 'varbinary')]);
    expect(tableOf(proposal, 'encounters')?.notes).toEqual([
      bytes('EncounterID', 'binary'),
      "EncounterDate is a TIMESTAMP, an instant: its day is taken in America/Chicago, the environment's time zone (dailyRun.timeZone)",
    ]);
  });

  describe('finds the prefix of ids', () => {
    const two = (prefixes: string, references: string, rows: number) =>
      filledDatabase(`
CREATE TABLE providers (ProviderID VARCHAR(50) PRIMARY KEY, FirstName TEXT, LastName TEXT, Specialization TEXT, DeptID TEXT, NPI BIGINT);
CREATE TABLE encounters (EncounterID INT PRIMARY KEY, PatientID INT, EncounterDate DATE, EncounterType TEXT, ProviderID VARCHAR(50),
  DepartmentID TEXT, ProcedureCode INT, InsertedDate DATE, ModifiedDate DATE);
INSERT INTO providers SELECT ${prefixes}, 'a', 'b', 'c', 'd', 1 FROM seq_1_to_${rows};
INSERT INTO encounters SELECT seq, 1, NOW(), 'x', ${references}, 'd', 1, NOW(), NOW() FROM seq_1_to_${rows}`);
    const stripped = async (name: string) => {
      const proposal = await proposed(name);
      const of = (entity: string) =>
        tableOf(proposal, entity)?.columns.find(({ column }) => column === 'provider_id')?.verbs.stripPrefix ?? '';
      return { providers: of('providers'), encounters: of('encounters') };
    };

    it('of a table, where those that point to it lack it', async () => {
      const name = await two("concat('H7-', seq)", 'seq', 20);
      expect(await stripped(name)).toEqual({ providers: 'H7-', encounters: '' });
    });
    it('of a reference, where the table lacks it', async () => {
      const name = await two('seq', "concat('H7-', seq)", 20);
      expect(await stripped(name)).toEqual({ providers: '', encounters: 'H7-' });
    });
    it('and leaves it where both have it', async () => {
      const name = await two("concat('H7-', seq)", "concat('H7-', seq)", 20);
      expect(await stripped(name)).toEqual({ providers: '', encounters: '' });
    });
    it.each([
      ['a single value has another', "concat(if(seq = 13, 'H8-', 'H7-'), seq)", 20],
      ['there are too few values to tell it from a name', "concat('SMITH-', seq)", 9],
      ['it is longer than that of an organization', "concat('MARGARETHE-SMITH-', seq)", 20],
    ])('and says none where %s', async (_why, prefixes, rows) => {
      const name = await two(prefixes, 'seq', rows);
      expect(await stripped(name)).toEqual({ providers: '', encounters: '' });
      const proposal = await proposed(name);
      expect(tableOf(proposal, 'encounters')?.notes).toEqual(['most values of ProviderID are not ids of providers']);
      expect(JSON.stringify(proposal)).not.toMatch(/H7|H8|SMITH/);
    });
  });

  it('ignores a prefix that comes from many references to one single id', async () => {
    const name = await filledDatabase(`
CREATE TABLE providers (ProviderID VARCHAR(50) PRIMARY KEY, FirstName TEXT, LastName TEXT, Specialization TEXT, DeptID TEXT, NPI BIGINT);
CREATE TABLE encounters (EncounterID INT PRIMARY KEY, PatientID INT, EncounterDate DATE, EncounterType TEXT, ProviderID VARCHAR(50),
  DepartmentID TEXT, ProcedureCode INT, InsertedDate DATE, ModifiedDate DATE);
INSERT INTO providers VALUES ('1', 'a', 'b', 'c', 'd', 1);
INSERT INTO encounters SELECT seq, 1, NOW(), 'x', 'SMITH-1', 'd', 1, NOW(), NOW() FROM seq_1_to_50`);
    expect(JSON.stringify(await proposed(name))).not.toContain('SMITH');
  });

  it('measures columns whatever they are called', async () => {
    const name = await filledDatabase(
      "CREATE TABLE `a``b'` (`c``d'` VARCHAR(9)); INSERT INTO `a``b'` SELECT concat('H7-', seq) FROM seq_1_to_20",
    );
    const { host, port, reader } = sharedMariaDb();
    const secrets = new EnvironmentSecrets({ RCM_SECRET_PASSWORD: reader.password });
    const source = await connect(
      { kind: 'mysql', host, port, database: name, user: reader.user, passwordSecret: 'password', tls: 'none' },
      { secrets },
    );
    try {
      const measurements = await Measurements.open(source);
      expect(await measurements.sharedPrefix({ table: "a`b'", column: "c`d'" })).toBe('H7-');
    } finally {
      source.close();
    }
  });

  it('reads days that are written in another way, where one way reads all of them', async () => {
    const name = await filledDatabase(`
CREATE TABLE patients (PatientID INT PRIMARY KEY, DOB VARCHAR(20));
INSERT INTO patients SELECT seq, concat('03/', 10 + seq % 18, '/1980') FROM seq_1_to_50;
CREATE TABLE encounters (EncounterID INT PRIMARY KEY, PatientID INT, EncounterDate INT);
INSERT INTO encounters SELECT seq, seq, 20250100 + seq FROM seq_1_to_20;
CREATE TABLE transactions (TransactionID INT PRIMARY KEY, ServiceDate VARCHAR(20), VisitDate VARCHAR(20), PaidDate VARCHAR(20),
  amount_cents BIGINT, PaidAmount DECIMAL(9,2));
INSERT INTO transactions SELECT seq, concat(seq, '.2.2025'), concat(seq, '/2/2025'), concat(seq, '/2/25'), seq, 0 FROM seq_1_to_9`);
    const proposal = await proposed(name);
    const verbs = (entity: string) =>
      Object.fromEntries(
        (tableOf(proposal, entity)?.columns ?? [])
          .filter((each) => Object.keys(each.verbs).length > 0)
          .map((each) => [each.column, each.verbs]),
      );
    expect(verbs('patients')).toEqual({ date_of_birth: { format: 'M/D/YYYY' } });
    expect(verbs('encounters')).toEqual({ encounter_date: { format: 'YYYYMMDD' } });
    expect(verbs('transactions')).toEqual({ service_date: { format: 'D.M.YYYY' }, amount: { scale: 0.01 } });
    const reasons = (tableOf(proposal, 'transactions')?.holes ?? []).filter(({ column }) => /_date$/.test(column));
    expect(reasons.map(({ column, reason }) => `${column}: ${reason}`)).toEqual([
      'visit_date: its texts may be written M/D/YYYY or D/M/YYYY; name the format',
      'paid_date: its texts are not all dates like 2026-01-31',
    ]);
  });

  it('puts ids of several columns together, in every table that has them', async () => {
    const name = await filledDatabase(`
CREATE TABLE visit (clinic CHAR(1), visit_no INT, PatientID INT, VisitDate DATE, PRIMARY KEY (clinic, visit_no));
INSERT INTO visit SELECT if(seq % 2, 'A', 'B'), seq div 2, 1, '2025-01-02' FROM seq_1_to_20;
CREATE TABLE charges (ChargeID INT PRIMARY KEY, clinic CHAR(1), visit_no INT, ServiceDate DATE, Amount DECIMAL(9,2), PaidAmount DECIMAL(9,2))`);
    const proposal = await proposed(name);
    for (const entity of ['encounters', 'transactions'])
      expect(tableOf(proposal, entity)?.columns.find(({ column }) => column === 'encounter_id')).toMatchObject({
        source: null,
        verbs: { concat: ['clinic', '-', 'visit_no'] },
        reason: 'a key of 2 columns',
      });
    const written = hospitalSource('hospital-c', { host: 'h', database: 'd' }, 'none', proposal);
    expect(written).toContain("encounter_id: { concat: ['clinic', '-', 'visit_no'] }");
  });

  it.each([
    ['a separator that no part has', "'A-1_x'", ["concat: ['clinic', ':', 'visit_no']"]],
    ['a question where every separator is in one', "'-_:/.|'", ['a key of 2 columns; concat them with a text between']],
  ])('puts between the columns of an id %s', async (_what, clinic, said) => {
    const name = await filledDatabase(`
CREATE TABLE visit (clinic VARCHAR(9), visit_no VARCHAR(9), PatientID INT, VisitDate DATE, PRIMARY KEY (clinic, visit_no));
INSERT INTO visit SELECT if(seq % 2, 'A', ${clinic}), seq div 2, 1, '2025-01-02' FROM seq_1_to_20`);
    const written = hospitalSource('hospital-c', { host: 'h', database: 'd' }, 'none', await proposed(name));
    for (const each of said) expect(written).toContain(each);
  });

  it('shows values only where they are codes that many rows share, and never of a column that says who somebody is', async () => {
    const name = await filledDatabase(`
CREATE TABLE patients (PatientID INT PRIMARY KEY, FirstName VARCHAR(9), LastName VARCHAR(9), Gender CHAR(1), DOB DATE);
INSERT INTO patients SELECT seq, 'Ann', 'Lee', if(seq % 2, 'f', 'M'), '1980-01-01' FROM seq_1_to_50;
CREATE TABLE providers (ProviderID INT PRIMARY KEY, FirstName VARCHAR(9), LastName VARCHAR(9), Specialization CHAR(3), DeptID INT, NPI BIGINT);
INSERT INTO providers SELECT seq, 'Ann', 'Lee', if(seq % 2, 'Bob', 'Eve'), 1, 1 FROM seq_1_to_50;
CREATE TABLE encounters (EncounterID INT PRIMARY KEY, PatientID INT, EncounterDate DATE, EncounterType CHAR(3));
INSERT INTO encounters SELECT seq, seq, '2025-01-01', 1 + seq % 3 FROM seq_1_to_50;
CREATE TABLE transactions (TransactionID INT PRIMARY KEY, ServiceDate DATE, Amount DECIMAL(9,2), PaidAmount DECIMAL(9,2),
  VisitType VARCHAR(20), AmountType VARCHAR(9), LineOfBusiness VARCHAR(9));
INSERT INTO transactions SELECT seq, '2025-01-01', 1, 1, if(seq % 2, 'Rosa Quill', 'X'), if(seq = 7, 'ZQ9', 'INS'), 'PPO\\n' FROM seq_1_to_50`);
    const proposal = await proposed(name);
    const written = hospitalSource('hospital-c', { host: 'h', database: 'd' }, 'none', proposal);
    expect(written).toContain("gender: { column: 'Gender', values: { M: 'Male', f: 'Female' }, otherwise: 'pass' }");
    expect(tableOf(proposal, 'encounters')?.decisions).toEqual([
      'encounter_type: codes 1, 2, 3; add values: { … } if they should read otherwise',
    ]);
    expect(tableOf(proposal, 'transactions')?.decisions).toEqual([]);
    expect(JSON.stringify(proposal)).not.toMatch(/Ann|Lee|Quill|ZQ9|INS|PPO|Bob|Eve/);
  });
});
