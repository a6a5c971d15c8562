import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentSecrets } from '../../jobs/secrets/environment';
import { connect } from '../../jobs/sources/mysql/connect';
import { Measurements } from '../../jobs/sources/mysql/measure';
import { surveyDatabase } from '../../jobs/sources/mysql/survey';
import { databaseOf, type MySqlSpec } from '../../model/spec';
import { courseGroup } from '../../test/acceptance/course-group';
import { describeEngine } from '../../test/engines/available';
import { sharedMariaDb } from '../../test/engines/shared-engines';
import { hospitalSource } from './hospital-source';
import type { Proposal } from './proposal';
import { readProposal } from './read-proposal';

jest.setTimeout(120_000);

const ENVIRONMENT = readFileSync(join(__dirname, '../../environments/sunrise-dev.ts'), 'utf8');

describeEngine('mariadb', 'the mapping that is proposed for a live database', () => {
  const server = sharedMariaDb;
  const propose = (database: string, options: Partial<MySqlSpec> = {}, said: string[] = []): Promise<Proposal> => {
    const { host, port, reader, ca } = server();
    const secrets = new EnvironmentSecrets({ RCM_SECRET_PASSWORD: reader.password, RCM_SECRET_CA: ca });
    const spec: MySqlSpec = {
      ...{ kind: 'mysql', host, port, database, user: reader.user, passwordSecret: 'password', tls: 'none' },
      ...options,
    };
    return readProposal(spec, secrets, { timeZone: 'America/Chicago', say: (line) => void said.push(line) });
  };
  const database = async (sql: string) => {
    const name = await server().createDatabase();
    if (sql) await server().execute(sql, name);
    return name;
  };
  const table = (proposal: Proposal, entity: string) => proposal.tables.find((each) => each.entity === entity);
  const sources = (proposal: Proposal, entity: string) =>
    Object.fromEntries((table(proposal, entity)?.columns ?? []).map(({ column, source }) => [column, source]));
  const holes = (proposal: Proposal, entity: string) =>
    (table(proposal, entity)?.holes ?? []).map(({ column, candidates }) => [
      column,
      candidates.map(({ source }) => source),
    ]);

  describe('of the two hospitals of the course', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rcm-propose-'));
    const proposals: Record<string, Proposal> = {};
    beforeAll(async () => {
      const { spec } = await courseGroup(server(), folder);
      for (const each of spec.hospitals) proposals[each.id] = await propose(databaseOf(each).database);
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('is what the sample environment says of hospital b, to the letter', () => {
      const b = { host: '10.20.0.5', database: 'hospital_b_db', certificateAuthority: 'private' } as const;
      const source = hospitalSource('hospital-b', b, 'monthly', proposals['hospital-b'] as Proposal);
      expect(ENVIRONMENT).toContain(`\n${source}\n`);
    });

    it('is what it says of hospital a, but for the place of its database', () => {
      const a = { host: 'h', database: 'd' };
      const source = hospitalSource('hospital-a', a, 'monthly', proposals['hospital-a'] as Proposal);
      const place = "Emr.existingMySql({ host: 'h', database: 'd' })";
      expect(source).toContain(place);
      expect(ENVIRONMENT).toContain(`\n${source.replace(place, 'Emr.cloudSql()')}\n`);
    });

    it('has no hole and nothing left over, and notes that the extracts of providers are short', () => {
      for (const proposal of Object.values(proposals)) {
        expect(proposal.missing).toEqual([]);
        for (const { entity, holes: none, notes, unused } of proposal.tables) {
          expect({ none, unused }).toEqual({ none: [], unused: [] });
          const short = expect.stringMatching(/^9[0-9]{2} of 1000 values of ProviderID are not ids of providers$/);
          expect(notes).toEqual(['encounters', 'transactions'].includes(entity) ? [short] : []);
        }
      }
    });

    it('holds no value of a row: no name, number, date or address of a person or provider', () => {
      const text = JSON.stringify(proposals);
      const rows = readFileSync(join(__dirname, '../../test/data/course/emr/hospital-a/patients.csv'), 'utf8').split(
        '\n',
      );
      // Words of five characters and more; shorter ones are in our own sentences.
      const values = rows.slice(1, 500).flatMap((row) => row.split(',').filter((value) => value.length >= 5));
      expect(values.length).toBeGreaterThan(1000);
      expect(values.filter((value) => text.includes(value))).toEqual([]);
    });
  });

  it('names what no name decides: holes with their candidates, two that fit equally well, types that do not', async () => {
    const name = await database(`
CREATE TABLE Person (MRN INT PRIMARY KEY, GivenName TEXT, Surname TEXT, Sex CHAR(1), BirthDate INT, Phone TEXT, Telephone TEXT,
  SSN CHAR(11), PostalAddress TEXT, pat_middle_name TEXT, LastUpdate TEXT);
CREATE TABLE tbl_dept (Code VARCHAR(9) PRIMARY KEY, Dept_Nm TEXT)`);
    const proposal = await propose(name);
    expect(table(proposal, 'patients')).toMatchObject({ table: 'Person', kind: 'table' });
    expect(sources(proposal, 'patients')).toEqual({
      ...{ patient_id: 'MRN', first_name: 'GivenName', last_name: 'Surname', middle_name: 'pat_middle_name' },
      ...{ ssn: 'SSN', gender: 'Sex', address: 'PostalAddress' },
    });
    expect(holes(proposal, 'patients')).toEqual([
      ['phone_number', ['Phone', 'Telephone']],
      ['date_of_birth', ['BirthDate']],
      // A cursor is compared by the server, and that as text would be wrong.
      ['modified_at', ['LastUpdate']],
    ]);
    expect(sources(proposal, 'departments')).toEqual({ department_id: 'Code', name: 'Dept_Nm' });
    expect(proposal.missing.map(({ entity }) => entity)).toEqual(['providers', 'encounters', 'transactions']);
  });

  it('takes texts for dates and amounts only where all of them are', async () => {
    const name = await database(`
CREATE TABLE encounters (EncounterID INT PRIMARY KEY, PatientID INT, EncounterDate VARCHAR(20), EncounterType TEXT, ProviderID INT,
  DepartmentID INT, ProcedureCode INT, InsertedDate VARCHAR(30), ModifiedDate DATETIME);
INSERT INTO encounters VALUES (1, 1, '2026-01-31', '', 1, 1, 1, '2026-01-31 10:00:00', NOW()),
  (2, 1, '2026-02-01', '', 1, 1, 1, '31/01/2026 10:00', NOW())`);
    const proposal = await propose(name);
    expect(sources(proposal, 'encounters')).toMatchObject({ encounter_date: 'EncounterDate' });
    expect(holes(proposal, 'encounters')).toEqual([['inserted_at', ['InsertedDate']]]);
  });

  it('says which days are taken from instants, and which ids are read from bytes', async () => {
    const name = await database(`
CREATE TABLE patients (PatientID VARBINARY(20) PRIMARY KEY, FirstName TEXT, LastName TEXT, MiddleName TEXT, SSN TEXT, PhoneNumber TEXT,
  Gender TEXT, DOB DATE, Address TEXT, ModifiedDate TIMESTAMP);
CREATE TABLE encounters (EncounterID BINARY(16) PRIMARY KEY, PatientID VARCHAR(20), EncounterDate TIMESTAMP NULL, EncounterType TEXT,
  ProviderID INT, DepartmentID INT, ProcedureCode INT, InsertedDate DATETIME, ModifiedDate DATETIME)`);
    const proposal = await propose(name);
    const bytes = (column: string, type: string) =>
      `${column} holds bytes (${type}): values that are printable text are read as that text, all others as hexadecimal digits`;
    expect(table(proposal, 'patients')?.notes).toEqual([bytes('PatientID', 'varbinary')]);
    expect(table(proposal, 'encounters')?.notes).toEqual([
      bytes('EncounterID', 'binary'),
      "EncounterDate is a TIMESTAMP, an instant: its day is taken in America/Chicago, the environment's time zone (dailyRun.timeZone)",
    ]);
  });

  describe('finds the prefix of ids', () => {
    const two = (prefixes: string, references: string, rows: number) =>
      database(`
CREATE TABLE providers (ProviderID VARCHAR(50) PRIMARY KEY, FirstName TEXT, LastName TEXT, Specialization TEXT, DeptID TEXT, NPI BIGINT);
CREATE TABLE encounters (EncounterID INT PRIMARY KEY, PatientID INT, EncounterDate DATE, EncounterType TEXT, ProviderID VARCHAR(50),
  DepartmentID TEXT, ProcedureCode INT, InsertedDate DATE, ModifiedDate DATE);
INSERT INTO providers SELECT ${prefixes}, 'a', 'b', 'c', 'd', 1 FROM seq_1_to_${rows};
INSERT INTO encounters SELECT seq, 1, NOW(), 'x', ${references}, 'd', 1, NOW(), NOW() FROM seq_1_to_${rows}`);
    const stripped = async (name: string) => {
      const proposal = await propose(name);
      const of = (entity: string) =>
        table(proposal, entity)?.columns.find(({ column }) => column === 'provider_id')?.verbs.stripPrefix ?? '';
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
      const proposal = await propose(name);
      expect(table(proposal, 'encounters')?.notes).toEqual(['most values of ProviderID are not ids of providers']);
      expect(JSON.stringify(proposal)).not.toMatch(/H7|H8|SMITH/);
    });
  });

  it('ignores a prefix that comes from many references to one single id', async () => {
    const name = await database(`
CREATE TABLE providers (ProviderID VARCHAR(50) PRIMARY KEY, FirstName TEXT, LastName TEXT, Specialization TEXT, DeptID TEXT, NPI BIGINT);
CREATE TABLE encounters (EncounterID INT PRIMARY KEY, PatientID INT, EncounterDate DATE, EncounterType TEXT, ProviderID VARCHAR(50),
  DepartmentID TEXT, ProcedureCode INT, InsertedDate DATE, ModifiedDate DATE);
INSERT INTO providers VALUES ('1', 'a', 'b', 'c', 'd', 1);
INSERT INTO encounters SELECT seq, 1, NOW(), 'x', 'SMITH-1', 'd', 1, NOW(), NOW() FROM seq_1_to_50`);
    expect(JSON.stringify(await propose(name))).not.toContain('SMITH');
  });

  it('can write nothing from then on, whatever the user may do', async () => {
    const name = await database('CREATE TABLE departments (DeptID INT PRIMARY KEY, Name TEXT)');
    const { host, port, user, password } = server();
    const spec: MySqlSpec = {
      kind: 'mysql',
      host,
      port,
      database: name,
      user,
      passwordSecret: 'password',
      tls: 'none',
    };
    const source = await connect(spec, { secrets: new EnvironmentSecrets({ RCM_SECRET_PASSWORD: password }) });
    try {
      await source.query("insert into departments values (1, 'x')");
      await surveyDatabase(source, name);
      await expect(source.query("insert into departments values (2, 'x')")).rejects.toMatchObject({
        code: 'SOURCE_READ_FAILED',
      });
    } finally {
      source.close();
    }
  });

  it('does nothing by names that would do something', async () => {
    const name = await database(`
CREATE TABLE patients (PatientID INT PRIMARY KEY, \`F'Name\` TEXT, \`L\`\`Name\` TEXT, \`\${M_Name}\` TEXT, \`*/SSN\` TEXT, \`Phöne\` TEXT,
  \`Gen"der\` TEXT, DOB DATE, \`Address\\\` TEXT, ModifiedDate DATE);
CREATE TABLE \`departments\`\` ; DROP TABLE patients; --\` (DeptID INT PRIMARY KEY, Name TEXT);
CREATE TABLE \`providers\\u202e\${1}'"\` (ProviderID INT, FirstName TEXT, LastName TEXT)`);
    const proposal = await propose(name);
    const written = hospitalSource('hospital-c', { host: "h'", database: 'd' }, 'none', proposal);
    // Nothing that a reader of the file does not see.
    expect(written).not.toMatch(/\p{Cf}/u);
    const built: unknown[] = [];
    class Hospital {
      constructor(...given: unknown[]) {
        built.push(given[2]);
      }
    }
    new Function('Hospital', 'environment', 'Emr', written)(Hospital, {}, { existingMySql: (emr: unknown) => emr });
    expect(built).toEqual([
      expect.objectContaining({
        emr: { host: "h'", database: 'd' },
        mapping: expect.objectContaining({
          patients: {
            columns: {
              first_name: "F'Name",
              last_name: 'L`Name',
              middle_name: '${M_Name}',
              ssn: '*/SSN',
              phone_number: 'Phöne',
              gender: 'Gen"der',
              address: 'Address\\',
            },
          },
        }),
      }),
    ]);
    expect(await propose(name)).toEqual(proposal);
  });

  it('measures columns whatever they are called', async () => {
    const name = await database(
      "CREATE TABLE `a``b'` (`c``d'` VARCHAR(9)); INSERT INTO `a``b'` SELECT concat('H7-', seq) FROM seq_1_to_20",
    );
    const { host, port, reader } = server();
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

  it('looks through 500 tables, and takes the one that fits over its copies and views', async () => {
    const columns = `PatientID VARCHAR(9), FirstName TEXT, LastName TEXT, MiddleName TEXT, SSN TEXT, PhoneNumber TEXT, Gender TEXT, DOB DATE, Address TEXT, ModifiedDate DATE`;
    const copies = Array.from(
      { length: 500 },
      (_, n) => `CREATE TABLE patients_backup_${n} (${columns}) ENGINE=MyISAM`,
    ).join(';');
    const name = await database(`${copies};
CREATE TABLE patients (${columns}); CREATE VIEW departments AS SELECT 'D1' AS DeptID, 'x' AS Name`);
    const started = performance.now();
    const proposal = await propose(name);
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(table(proposal, 'patients')).toMatchObject({
      table: 'patients',
      notes: ['it has no primary key: check that its ids do not repeat'],
    });
    expect(table(proposal, 'departments')).toMatchObject({
      kind: 'view',
      notes: ['it is a view: check that it shows every row, and all changes of a row'],
    });
  });

  it('leaves it to a person where two tables fit equally well', async () => {
    const name = await database(`CREATE TABLE visit (EncounterID INT PRIMARY KEY, PatientID INT, EncounterDate DATE);
CREATE TABLE visits LIKE visit; CREATE TABLE departments (DeptID INT, Name TEXT)`);
    const { missing } = await propose(name);
    expect(missing.find(({ entity }) => entity === 'encounters')).toEqual({
      entity: 'encounters',
      reason: 'two tables fit equally well',
      candidates: [expect.objectContaining({ table: 'visit' }), expect.objectContaining({ table: 'visits' })],
    });
  });

  it.each([
    ['no table', '', 'DATABASE_EMPTY'],
    [
      'none that looks like ours',
      'CREATE TABLE invoices (a INT); CREATE TABLE parts (id INT PRIMARY KEY)',
      'NO_TABLES_MATCH',
    ],
  ])('says so where there is %s', async (_what, sql, code) => {
    await expect(propose(await database(sql))).rejects.toMatchObject({ code });
  });

  it.each([
    ['nobody listens', { port: 9 }, 'SOURCE_UNREACHABLE'],
    ['the user is not let in', { user: 'nobody' }, 'SOURCE_ACCESS_DENIED'],
    ['there is no such database', { database: 'not_there' }, 'SOURCE_DATABASE_MISSING'],
    ['nobody trusts the certificate', { tls: 'verify' }, 'SOURCE_TLS_REFUSED'],
  ] as const)('says so where %s', async (_why, options, code) => {
    await expect(propose(await database(''), options)).rejects.toMatchObject({ code });
  });

  it('trusts the authority that it is given', async () => {
    const name = await database('CREATE TABLE departments (DeptID INT PRIMARY KEY, Name TEXT)');
    const { tables } = await propose(name, { tls: 'verify', certificateAuthoritySecret: 'ca' });
    expect(tables.map(({ entity }) => entity)).toEqual(['departments']);
  });
});
