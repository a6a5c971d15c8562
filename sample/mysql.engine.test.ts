import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, createConnection } from 'mysql2/promise';
import { BASE_MODEL } from '../model/model';
import { describeEngine } from '../test/engines/available';
import { sharedMariaDb } from '../test/engines/shared-engines';
import type { SampleDay } from './calendar';
import { loadIntoMySql } from './mysql';
import { twoHospitals } from './two-hospitals.fixture';
import { writeSample } from './write';

// Dozens of files per sample: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

describeEngine('mariadb', 'the sample in MySQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-sample-mysql-'));
  const extractsFolder = join(folder, 'extracts');
  const spec = twoHospitals();
  let connection: Connection;

  const load = async (day: SampleDay) => {
    const folders = { extractsFolder, inboxFolder: join(folder, 'inbox'), truthFolder: join(folder, 'truth') };
    const { hospitals } = await writeSample({ spec, patients: 60, encounters: 200, day, ...folders });
    const second = spec.hospitals[1];
    if (!second) throw new Error('the fixture has two hospitals');
    return { written: hospitals[1]?.rows, loaded: await loadIntoMySql(connection, BASE_MODEL, second, extractsFolder) };
  };
  const rows = async (sql: string) => (await connection.query(sql))[0];

  beforeAll(async () => {
    const mariadb = sharedMariaDb();
    const { host, port, user, password } = mariadb;
    const database = await mariadb.createDatabase();
    connection = await createConnection({ host, port, user, password, database, dateStrings: true });
  });
  afterAll(async () => {
    await connection?.end();
    rmSync(folder, { recursive: true });
  });

  it('holds what the extracts hold, under the hospital’s own names, with exact money and microseconds', async () => {
    const { written, loaded } = await load(1);
    expect(loaded).toEqual(written);
    expect(loaded['patients']).toBe(60);
    expect(await rows('SELECT COUNT(DISTINCT ID) AS n, COUNT(*) AS rows_ FROM patient_master')).toEqual([
      { n: 60, rows_: 60 },
    ]);
    const [types] = await connection.query(
      `SELECT COLUMN_TYPE AS type FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
       AND TABLE_NAME = 'transactions' AND COLUMN_NAME IN ('Amount', 'ServiceDate', 'ModifiedDate') ORDER BY COLUMN_NAME`,
    );
    expect(types).toEqual([{ type: 'decimal(12,2)' }, { type: 'datetime(6)' }, { type: 'date' }]);
    // All microseconds zero would mean that the column had cut them off.
    expect(await rows('SELECT COUNT(*) > 0 AS some FROM transactions WHERE MICROSECOND(ModifiedDate) > 0')).toEqual([
      { some: 1 },
    ]);
  });

  it('keeps an empty text and NULL apart', async () => {
    const counts = `SELECT SUM(M_Name IS NULL) AS missing, SUM(M_Name = '') AS empty FROM patient_master`;
    const [found] = (await rows(counts)) as { missing: string; empty: string }[];
    expect(Number(found?.missing)).toBeGreaterThan(0);
    expect(Number(found?.empty)).toBeGreaterThan(0);
  });

  it('deletes the rows that day 2 deleted', async () => {
    expect(await rows(`SELECT EncounterID FROM encounters WHERE EncounterID = 'ENC000026'`)).toHaveLength(1);
    const { written, loaded } = await load(2);
    expect(loaded).toEqual(written);
    expect(await rows(`SELECT EncounterID FROM encounters WHERE EncounterID = 'ENC000026'`)).toHaveLength(0);
  });
});
