import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { entity, landedColumns } from '../../model/catalogue';
import { mappingProblems } from '../../model/mapping/mapping-problems';
import type { MappingSpec } from '../../model/mapping/mapping-spec';
import { parseSpec } from '../../model/parse-spec';
import { sparkPlan } from '../../model/spark-plan';
import { type MySqlSpec, pipelineSpecSchema } from '../../model/spec';
import type { Entity } from '../../model/types';
import { describeEngine } from '../../test/engines/available';
import { type MariaDb, startMariaDb } from '../../test/engines/mariadb';
import { sharedMariaDb } from '../../test/engines/shared-engines';
import { runSparkProgram } from '../../test/engines/spark';
import { LocalStore } from '../lake/local-store';
import { type LandingManifest, landingManifestSchema } from '../lake/manifest';
import { nearlyValues, spelledAmounts, spelledMoments } from '../lake/spellings.fixture';
import { EnvironmentSecrets } from '../secrets/environment';
import { extractTable } from '../sources/extract-table';
import { greedyServer } from '../sources/mysql/greedy-server.fixture';
import { openSource } from '../sources/registry';
import { DISGUISE, DISGUISED, DISGUISED_ROWS, disguisedRows } from './disguised-table.fixture';

const PROGRAM = join(__dirname, 'extract_table.py');
const TABLE = entity('transactions');
type Mapped = readonly [of: Entity, mapping: MappingSpec];
const UNMAPPED: Mapped = [TABLE, {}];
/** Spark starts for each of them. */
jest.setTimeout(240_000);

/** Columns of every kind, zero dates, numbers in texts, and texts that are not numbers; the key is text. */
const CREATE = `
  CREATE TABLE transactions (
    TransactionID VARCHAR(50) PRIMARY KEY, EncounterID TEXT, PatientID BIGINT UNSIGNED, ProviderID VARBINARY(8), DeptID BIT(4),
    VisitDate VARCHAR(30), ServiceDate DATE, PaidDate TIMESTAMP NULL, VisitType TINYINT(1), Amount VARCHAR(30), AmountType FLOAT,
    PaidAmount DECIMAL(30,9), ClaimID YEAR, PayorID TIME, ProcedureCode VARCHAR(10), ICDCode CHAR(8), LineOfBusiness JSON,
    MedicaidID DOUBLE, MedicareID MEDIUMTEXT, InsertDate VARCHAR(40), ModifiedDate DATETIME(6)) DEFAULT CHARSET utf8mb4`;
const INSERT = `
  INSERT INTO transactions VALUES
  ('H1-0001', 'E1', 18446744073709551615, x'00ff22', b'101', '2024-03-01 04:10:00 +0100', '2024-01-02', '2024-01-02 00:00:00', 2, '988.37',
   123456.78, 12.345, 2024, '26:00:00', '100', 'I10', '{"a": [1, "é"]}', 988.37, 'one', '2024-01-02 03:04:05', '2024-01-02 03:04:05.000001'),
  ('H1-0002', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('H1-0003', '', 0, '', b'0', '02/30/2024', '0000-00-00', '0000-00-00 00:00:00', 0, '$1,234.50',
   0, 0, 0, '00:00:00', '', '', NULL, 0, '', '2/3/2024', '0000-00-00 00:00:00'),
  ('0004', 'é "quoted", ''single'' \\\\\\\\ back / slash', 7, 'x', b'1', '2/3/2024', '9999-12-31', '1969-12-31 23:59:59', 1, 'nan',
   -1.5, -0.005, 1999, '-01:02:03', '0051T', 'A00.1', 'null', 1e300, 'a\tb\nc', '2024-01-02T10:20Z', '2124-01-01 00:00:00'),
  ('h1-0005', '  ', 1, 'y', b'11', '0000-00-00', '0001-01-01', NULL, -1, '0.0049999999996', 0.1, 0.00000001, NULL, NULL, '7',
   ' I10 ', '"x"', -0.1, '  ', 'soon', '2024-01-02 03:04:05.999999'),
  ('H1-é', 'y', 2, 'z', b'10', '2024-01-02 25:00:00', '2024-12-31', NULL, 1, ' 1e3 ', 3.4e38, 99999999999999.999999999, NULL, NULL,
   '12345', NULL, NULL, NULL, NULL, '  ', '1024-01-01 00:00:00')`;

describeEngine(['mariadb', 'spark'], 'a table that Spark reads', () => {
  let server: MariaDb;
  let folder: string;
  let database: string;
  beforeAll(() => {
    server = sharedMariaDb();
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rcm-spark-'));
    // A name that a URL does not take as it is.
    database = await server.createDatabase('emr für %41 ');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const hospital = (emr: Partial<MySqlSpec> = {}, mapping: MappingSpec = {}) => {
    const { host, port, reader } = server;
    const spec = parseSpec(pipelineSpecSchema, {
      ...{ version: 1, environment: 'sunrise-dev', group: 'sunrise', stage: 'dev', project: 'sunrise-rcm-dev' },
      ...{ region: 'us-central1', dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' } },
      buckets: { inbox: 'i', landing: 'l', archive: 'a', curated: 'c', code: 'o' },
      hospitals: [
        {
          id: 'hospital-a',
          emr: {
            ...{ kind: 'mysql', host, port, database, user: reader.user },
            ...{ passwordSecret: 'emr', certificateAuthoritySecret: 'ca', ...emr },
          },
          tables: ['transactions'],
          mapping: { transactions: { columns: { transaction_id: { column: 'TransactionID', stripPrefix: 'H1-' } } } },
        },
      ],
    });
    const [only] = spec.hospitals;
    if (!only) throw new Error('the spec has a hospital');
    const mapped = { ...only, mapping: { ...only.mapping, ...mapping } };
    return { spec: { ...spec, hospitals: [mapped] }, only: mapped };
  };
  const landing = (name: string) => join(folder, name);
  const secrets = () => ({ RCM_SECRET_EMR: server.reader.password, RCM_SECRET_CA: server.ca });
  const spark = async (
    runId: string,
    emr: Partial<MySqlSpec> = {},
    given: Readonly<Record<string, string>> = {},
    [of, mapping]: Mapped = UNMAPPED,
  ) => {
    const plan = join(folder, 'plan.json');
    const environment = { project: 'sunrise-rcm-dev', timeZone: 'America/Chicago' };
    writeFileSync(plan, JSON.stringify(sparkPlan(environment, hospital(emr, mapping).only, of)));
    const args = ['--plan', `file://${plan}`, '--landing', `file://${landing('spark')}`, '--run-id', runId];
    return runSparkProgram(PROGRAM, [...args, '--partitions', '4'], { ...secrets(), ...given });
  };
  const step = async (runId: string, into: string, [of, mapping]: Mapped = UNMAPPED): Promise<LandingManifest> => {
    const { spec, only } = hospital({}, mapping);
    const store = new LocalStore(landing(into));
    const source = openSource(only, { secrets: new EnvironmentSecrets(secrets()) });
    try {
      return await extractTable({
        ...{ spec, hospitalId: only.id, entity: of, runId, previousWatermark: null, until: null, source },
        lake: { landing: store, inbox: store, archive: store },
      });
    } finally {
      await source.close();
    }
  };
  const manifestOf = (into: string, runId: string, of = TABLE): LandingManifest =>
    landingManifestSchema.parse(
      JSON.parse(readFileSync(join(landing(into), `hospital-a/${of.name}/run=${runId}/_manifest.json`), 'utf8')),
    );
  /** Every landed value as text, but for `_seq`, which says in which order a process met the rows. */
  const landedRows = async (into: string, { parts, takenAt }: LandingManifest, of = TABLE) => {
    const connection = await (await DuckDBInstance.create()).connect();
    const files = parts.map(({ key }) => `'${join(landing(into), key)}'`).join(', ');
    // Two readings have two clocks.
    const taken = `nullif(_source_ts, timestamp '${takenAt}' at time zone 'UTC')`;
    const columns = landedColumns(of).map(({ name }) => (name === '_source_ts' ? taken : `"${name}"`));
    const shown = columns
      .filter((name) => name !== '"_seq"')
      .map((name, index) => `cast(${name} as varchar) as c${index}`);
    const types = landedColumns(of).map(({ name }) => `typeof("${name}")`);
    const reader = await connection.runAndReadAll(
      `select ${[...shown, ...types].join(', ')} from read_parquet([${files}], hive_partitioning = false) order by "${of.key[0]}"`,
    );
    return reader.getRowsJson();
  };

  it('lands exactly what the step would have landed: every value, every hash, what could not be read; and once', async () => {
    await server.execute(`SET SESSION sql_mode = ''; ${CREATE}; ${INSERT}`, database);
    expect(await spark('one')).toContain('6 rows in');
    const bySpark = manifestOf('spark', 'one');
    const byStep = await step('one', 'step');
    const facts = ({ rows, watermark, totals, whole, files, rejectedRows }: LandingManifest) => ({
      ...{ rows, watermark, totals, whole, files, rejectedRows },
    });
    expect(facts(bySpark)).toEqual(facts(byStep));
    expect(bySpark.parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(6);
    expect(bySpark.parts.length).toBeGreaterThan(1);
    expect(await landedRows('spark', bySpark)).toEqual(await landedRows('step', byStep));
    // The step of the same run finds the folder full and reads nothing again.
    await server.execute('DELETE FROM transactions', database);
    expect(await step('one', 'spark')).toEqual(bySpark);
    expect(await spark('two')).toContain('an earlier run has landed it');
    expect(() => manifestOf('spark', 'two')).toThrow('ENOENT');
  });

  it('reads every spelling of a date and an amount as the step does, and what is nearly one; MySQL adds up the same amounts', async () => {
    const sample = { numRuns: 1_500, seed: 7 };
    const quoted = (text: string) => `'${text.replace(/['\\\\]/g, '\\\\$&')}'`;
    const moments = [...fc.sample(spelledMoments, sample).map(({ text }) => text), ...fc.sample(nearlyValues, sample)];
    const amounts = [...fc.sample(spelledAmounts, sample).map(({ text }) => text), ...fc.sample(nearlyValues, sample)];
    const rows = moments.map(
      (moment, index) => `(${index}, ${quoted(moment)}, ${quoted(moment)}, ${quoted(amounts[index] ?? '')})`,
    );
    await server.execute(
      CREATE.replace('ServiceDate DATE', 'ServiceDate VARCHAR(80)').replaceAll(/VARCHAR\((30|40)\)/g, 'VARCHAR(80)'),
      database,
    );
    await server.execute(
      `INSERT INTO transactions (TransactionID, ServiceDate, InsertDate, Amount) VALUES ${rows.join(', ')}`,
      database,
    );
    await spark('one');
    const [bySpark, byStep] = [manifestOf('spark', 'one'), await step('one', 'step')];
    expect(await landedRows('spark', bySpark)).toEqual(await landedRows('step', byStep));
    expect(byStep.sourceTotals).toMatchObject({ rows: 3_000, sums: { amount: byStep.totals['amount'] } });
  });

  it('makes of every text what the step makes of it, under every verb of a mapping', async () => {
    const mapped: Mapped = [DISGUISED, DISGUISE];
    expect(mappingProblems({ entities: [DISGUISED] }, DISGUISE)).toEqual([]);
    await server.execute(`SET SESSION sql_mode = ''; ${disguisedRows()}`, database);
    expect(await spark('one', {}, {}, mapped)).toContain(`${DISGUISED_ROWS} rows in`);
    const [bySpark, byStep] = [manifestOf('spark', 'one', DISGUISED), await step('one', 'step', mapped)];
    const facts = ({ rows, watermark, totals, absentColumns, mappingVersion }: LandingManifest) => ({
      ...{ rows, watermark, totals, absentColumns, mappingVersion },
    });
    expect(facts(bySpark)).toEqual(facts(byStep));
    expect(byStep.watermark).not.toBeNull();
    expect(await landedRows('spark', bySpark, DISGUISED)).toEqual(await landedRows('step', byStep, DISGUISED));
  });

  it('clears what a failed attempt left, and lands a table without rows', async () => {
    await server.execute(CREATE, database);
    const run = 'hospital-a/transactions/run=one';
    cpSync(__dirname, join(landing('spark'), run, 'parts'), { recursive: true });
    expect(await spark('one')).toContain('0 rows in 0 files');
    expect(manifestOf('spark', 'one')).toMatchObject({
      rows: 0,
      parts: [],
      watermark: null,
      totals: { amount: '0.00' },
    });
  });

  it('fails by code where the source is another, without the password in the message', async () => {
    await server.execute('CREATE TABLE transactions (TransactionID INT)', database);
    const error = await spark('one').catch((reason: Error) => reason);
    expect(String(error)).toContain('SOURCE_COLUMN_MISSING: table "transactions"');
    expect(String(error)).toContain('lacks ServiceDate, Amount, PaidAmount');
    expect(String(error)).not.toContain(server.reader.password);
  });

  it('fails by code where the server cannot read the condition, without its words', async () => {
    await server.execute(CREATE, database);
    const mapped: Mapped = [TABLE, { transactions: { columns: {}, where: "nothing = 'a-value'" } }];
    const error = await spark('one', {}, {}, mapped).catch((reason: Error) => reason);
    expect(String(error)).toContain('SOURCE_SQL_INVALID: table "transactions"');
    expect(String(error)).not.toContain('a-value');
  });

  it('reads nothing from a server with a trusted certificate of another address', async () => {
    const other = await startMariaDb({ certificateNames: 'DNS:localhost,IP:10.9.9.9' });
    try {
      // A wrong password would be "Access denied" if the server had ever been given it.
      const secrets = { RCM_SECRET_EMR: 'wr0ng-p4ss', RCM_SECRET_CA: other.ca };
      const error = await spark('one', { port: other.port }, secrets).catch((reason: Error) => reason);
      expect(String(error)).toContain('SOURCE_TLS_REFUSED');
    } finally {
      await other.stop();
    }
  });

  it('gives nothing to a server that asks for a file of this machine', async () => {
    const file = join(folder, 'key.pem');
    writeFileSync(file, 'a-private-key');
    const greedy = await greedyServer(file);
    try {
      await expect(spark('one', { port: greedy.port, tls: 'none' })).rejects.toThrow('SOURCE_UNREACHABLE');
      expect(greedy.wishes()).toBeGreaterThan(0);
      expect(greedy.received()).not.toContain('a-private-key');
    } finally {
      await greedy.close();
    }
  });
});
