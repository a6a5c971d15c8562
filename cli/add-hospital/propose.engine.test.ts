import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentSecrets } from '../../jobs/secrets/environment';
import { connect } from '../../jobs/sources/mysql/connect';
import { surveyDatabase } from '../../jobs/sources/mysql/survey';
import { databaseOf, type MySqlSpec } from '../../model/spec';
import { courseGroup } from '../../test/acceptance/course-group';
import { describeEngine } from '../../test/engines/available';
import { sharedMariaDb } from '../../test/engines/shared-engines';
import { hospitalSource } from './hospital-source';
import type { Proposal } from './proposal';
import { filledDatabase, holesOf, proposed, sourcesOf, tableOf } from './proposal.fixture';

jest.setTimeout(120_000);

/** The sample environment without what its hospitals say about the group: which of its payers and departments theirs are. */
const ENVIRONMENT = readFileSync(join(__dirname, '../../environments/sunrise-dev.ts'), 'utf8').replaceAll(
  /^ {4}(?:payers|departments): .*\n/gm,
  '',
);

describeEngine('mariadb', 'the mapping that is proposed for a live database', () => {
  describe('of the two hospitals of the course', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rcm-propose-'));
    const proposals: Record<string, Proposal> = {};
    beforeAll(async () => {
      const { spec } = await courseGroup(sharedMariaDb(), folder);
      for (const each of spec.hospitals) proposals[each.id] = await proposed(databaseOf(each).database);
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
    const name = await filledDatabase(`
CREATE TABLE Person (MRN INT PRIMARY KEY, GivenName TEXT, Surname TEXT, Sex CHAR(1), BirthDate INT, Phone TEXT, Telephone TEXT,
  SSN CHAR(11), PostalAddress TEXT, pat_middle_name TEXT, LastUpdate TEXT);
CREATE TABLE tbl_dept (Code VARCHAR(9) PRIMARY KEY, Dept_Nm TEXT)`);
    const proposal = await proposed(name);
    expect(tableOf(proposal, 'patients')).toMatchObject({ table: 'Person', kind: 'table' });
    expect(sourcesOf(proposal, 'patients')).toEqual({
      ...{ patient_id: 'MRN', first_name: 'GivenName', last_name: 'Surname', middle_name: 'pat_middle_name' },
      ...{ ssn: 'SSN', gender: 'Sex', address: 'PostalAddress' },
    });
    expect(holesOf(proposal, 'patients')).toEqual([
      ['phone_number', ['Phone', 'Telephone']],
      ['date_of_birth', ['BirthDate']],
      // A cursor is compared by the server, and that as text would be wrong.
      ['modified_at', ['LastUpdate']],
    ]);
    expect(sourcesOf(proposal, 'departments')).toEqual({ department_id: 'Code', name: 'Dept_Nm' });
    expect(proposal.missing.map(({ entity }) => entity)).toEqual(['providers', 'encounters', 'transactions']);
  });

  it('can write nothing from then on, whatever the user may do', async () => {
    const name = await filledDatabase('CREATE TABLE departments (DeptID INT PRIMARY KEY, Name TEXT)');
    const { host, port, user, password } = sharedMariaDb();
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
    const name = await filledDatabase(`
CREATE TABLE patients (PatientID INT PRIMARY KEY, \`F'Name\` TEXT, \`L\`\`Name\` TEXT, \`\${M_Name}\` TEXT, \`*/SSN\` TEXT, \`Phöne\` TEXT,
  \`Gen"der\` TEXT, DOB DATE, \`Address\\\` TEXT, ModifiedDate DATE);
CREATE TABLE \`departments\`\` ; DROP TABLE patients; --\` (DeptID INT PRIMARY KEY, Name TEXT);
CREATE TABLE \`providers\\u202e\${1}'"\` (ProviderID INT, FirstName TEXT, LastName TEXT)`);
    const proposal = await proposed(name);
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
    expect(await proposed(name)).toEqual(proposal);
  });

  it('looks through a hundred tables, and takes the one that fits over its copies and views', async () => {
    const columns = `PatientID VARCHAR(9), FirstName TEXT, LastName TEXT, MiddleName TEXT, SSN TEXT, PhoneNumber TEXT, Gender TEXT, DOB DATE, Address TEXT, ModifiedDate DATE`;
    const copies = Array.from(
      { length: 100 },
      (_, n) => `CREATE TABLE patients_backup_${n} (${columns}) ENGINE=MyISAM`,
    ).join(';');
    const name = await filledDatabase(`${copies};
CREATE TABLE patients (${columns}); CREATE VIEW departments AS SELECT 'D1' AS DeptID, 'x' AS Name`);
    const started = performance.now();
    const proposal = await proposed(name);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(tableOf(proposal, 'patients')).toMatchObject({
      table: 'patients',
      notes: ['it has no primary key: check that its ids do not repeat'],
    });
    expect(tableOf(proposal, 'departments')).toMatchObject({
      kind: 'view',
      notes: ['it is a view: check that it shows every row, and all changes of a row'],
    });
  });

  it('leaves it to a person where two tables fit equally well', async () => {
    const name =
      await filledDatabase(`CREATE TABLE visit (EncounterID INT PRIMARY KEY, PatientID INT, EncounterDate DATE);
CREATE TABLE visits LIKE visit; CREATE TABLE departments (DeptID INT, Name TEXT)`);
    const { missing } = await proposed(name);
    expect(missing.find(({ entity }) => entity === 'encounters')).toEqual({
      entity: 'encounters',
      reason: 'two tables fit equally well',
      candidates: [expect.objectContaining({ table: 'visit' }), expect.objectContaining({ table: 'visits' })],
    });
  });

  it('takes a preset only where it fits, and the names alone where that is asked for', async () => {
    const name = await filledDatabase(`
CREATE TABLE patient_data (id BIGINT PRIMARY KEY, fname VARCHAR(80), lname VARCHAR(80), mname VARCHAR(80), DOB DATE, ss VARCHAR(20),
  phone_home VARCHAR(30), sex VARCHAR(20), street VARCHAR(80), date DATETIME, pid BIGINT NOT NULL, UNIQUE KEY (pid));
CREATE TABLE billing (id INT PRIMARY KEY, date DATETIME, code_type VARCHAR(7), code VARCHAR(9), pid INT, provider_id INT, encounter INT,
  payer_id INT, bill_date DATETIME, modifier VARCHAR(5), units INT, fee DECIMAL(12,2), justify VARCHAR(255));
CREATE TABLE transactions (id BIGINT PRIMARY KEY, date DATETIME, title VARCHAR(255), body LONGTEXT, pid BIGINT, user VARCHAR(255));
CREATE TABLE form_encounter (id BIGINT PRIMARY KEY, date DATETIME, reason LONGTEXT, facility_id INT, pid BIGINT, encounter BIGINT, provider_id INT);
CREATE TABLE users (id BIGINT PRIMARY KEY, username VARCHAR(80), fname VARCHAR(80), lname VARCHAR(80), npi VARCHAR(15), specialty VARCHAR(80))`);
    const tables = ({ tables: all }: Proposal) => all.map(({ entity, table }) => [entity, table]);
    const byPreset = await proposed(name);
    expect(tables(byPreset)).toContainEqual(['transactions', 'billing']);
    expect(tables(byPreset)).toContainEqual(['encounters', 'form_encounter']);
    const byNames = await proposed(name, {}, 'none');
    expect(tables(byNames)).toEqual([
      ['providers', 'users'],
      ['patients', 'patient_data'],
      ['transactions', 'billing'],
    ]);
    expect(sourcesOf(byNames, 'patients')).toMatchObject({ patient_id: 'pid', ssn: 'ss', address: 'street' });
    expect(byNames.missing.find(({ entity }) => entity === 'encounters')?.candidates).toEqual([
      expect.objectContaining({ table: 'form_encounter' }),
    ]);
    await expect(proposed(name, {}, 'openmrs')).rejects.toMatchObject({ code: 'PRESET_UNSUITED' });
  });

  it.each([
    ['no table', '', 'DATABASE_EMPTY'],
    [
      'none that looks like ours',
      'CREATE TABLE invoices (a INT); CREATE TABLE parts (id INT PRIMARY KEY)',
      'NO_TABLES_MATCH',
    ],
  ])('says so where there is %s', async (_what, sql, code) => {
    await expect(proposed(await filledDatabase(sql))).rejects.toMatchObject({ code });
  });

  it.each([
    ['nobody listens', { port: 9 }, 'SOURCE_UNREACHABLE'],
    ['the user is not let in', { user: 'nobody' }, 'SOURCE_ACCESS_DENIED'],
    ['there is no such database', { database: 'not_there' }, 'SOURCE_DATABASE_MISSING'],
    ['nobody trusts the certificate', { tls: 'verify' }, 'SOURCE_TLS_REFUSED'],
  ] as const)('says so where %s', async (_why, options, code) => {
    await expect(proposed(await filledDatabase(''), options)).rejects.toMatchObject({ code });
  });

  it('trusts the authority that it is given', async () => {
    const name = await filledDatabase('CREATE TABLE departments (DeptID INT PRIMARY KEY, Name TEXT)');
    const { tables } = await proposed(name, { tls: 'verify', certificateAuthoritySecret: 'ca' });
    expect(tables.map(({ entity }) => entity)).toEqual(['departments']);
  });
});
