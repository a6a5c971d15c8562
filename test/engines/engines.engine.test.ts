import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { BigQuery } from '@google-cloud/bigquery';
import { Storage } from '@google-cloud/storage';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import type { Browser } from 'playwright-core';
import { type Airflow, prepareAirflow } from './airflow';
import { describeEngine, engineVersion } from './available';
import { launchChromium } from './chromium';
import { uniqueName } from './engine-process';
import { sharedBigQuery, sharedGcs, sharedMariaDb, sharedPostgres } from './shared-engines';

describeEngine('mariadb', 'MariaDB', () => {
  const database = sharedMariaDb();
  let name: string;
  beforeAll(async () => {
    name = await database.createDatabase();
    await database.execute(
      `CREATE TABLE patients (PatientID VARCHAR(50) PRIMARY KEY, Balance DECIMAL(18,2), ModifiedDate DATETIME(6));
       INSERT INTO patients VALUES ('0001', 988.37, '2026-01-31 23:59:59.999999')`,
      name,
    );
  });

  it('answers a reader over TCP, to the microsecond', async () => {
    const { host, port, reader } = database;
    const connection = await createConnection({ host, port, ...reader, database: name, dateStrings: true });
    try {
      const [rows] = await connection.query('SELECT * FROM patients');
      expect(rows).toEqual([{ PatientID: '0001', Balance: '988.37', ModifiedDate: '2026-01-31 23:59:59.999999' }]);
      await expect(connection.query('DELETE FROM patients')).rejects.toMatchObject({
        code: 'ER_TABLEACCESS_DENIED_ERROR',
      });
    } finally {
      await connection.end();
    }
  });

  it('offers TLS that a client can verify', async () => {
    const { host, port, user, password, ca } = database;
    const connection = await createConnection({ host, port, user, password, ssl: { ca } });
    try {
      const [rows] = await connection.query("SHOW STATUS LIKE 'Ssl_version'");
      expect(rows).toEqual([{ Variable_name: 'Ssl_version', Value: expect.stringMatching(/^TLSv1\.[23]$/) }]);
    } finally {
      await connection.end();
    }
  });

  it('returns the rows of the last of several statements', async () => {
    expect(await database.execute('SELECT 1 AS a; SELECT 2 AS b')).toEqual([{ b: 2 }]);
    expect(await database.execute('SELECT 1 AS a; SET @x = 1')).toEqual([]);
    expect(await database.execute('SELECT 3 AS c')).toEqual([{ c: 3 }]);
  });
});

describeEngine('postgres', 'PostgreSQL', () => {
  const server = sharedPostgres();

  it('answers a reader over TLS that a client can verify, and lets it write nothing', async () => {
    const database = await server.createDatabase();
    await server.execute(
      'CREATE TABLE patients (id TEXT, balance NUMERIC); INSERT INTO patients VALUES (1, 988.37)',
      database,
    );
    const { host, port, reader, ca } = server;
    const client = new Client({ host, port, ...reader, database, ssl: { ca } });
    await client.connect();
    try {
      expect((await client.query('SELECT * FROM patients')).rows).toEqual([{ id: '1', balance: '988.37' }]);
      expect((await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')).rows).toEqual([
        { ssl: true },
      ]);
      await expect(client.query('DELETE FROM patients')).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });
});

describeEngine(['bigquery', 'gcs'], 'BigQuery emulator with Cloud Storage', () => {
  let bigquery: BigQuery;
  let storage: Storage;
  beforeAll(() => {
    const { endpoint, projectId } = sharedBigQuery();
    bigquery = new BigQuery({ apiEndpoint: endpoint, projectId });
    storage = new Storage({ apiEndpoint: sharedGcs().endpoint, projectId });
  });
  const folder = mkdtempSync(join(tmpdir(), 'rcm-parquet-'));
  const dataset = uniqueName('bronze_');
  afterAll(async () => {
    await bigquery.dataset(dataset).delete({ force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  it('loads a parquet file of DuckDB from gs:// and returns the exact values', async () => {
    const file = join(folder, 'part-0.parquet');
    const duckdb = await DuckDBInstance.create(':memory:');
    const connection = await duckdb.connect();
    await connection.run(`COPY (
      SELECT * FROM (VALUES
        ('0051T', 9007199254740993::BIGINT, true, 9999999999999999.99::DECIMAL(18,2), DATE '1900-02-28', TIMESTAMP '2026-01-31 23:59:59.999999'),
        ('a''b "c"', -1::BIGINT, false, -0.01::DECIMAL(18,2), DATE '9999-12-31', TIMESTAMP '1969-12-31 23:59:59.000001'),
        (NULL, NULL, NULL, NULL, NULL, NULL)
      ) AS t(code, units, paid, amount, service_date, modified_at)
    ) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`);
    connection.closeSync();

    const bucket = storage.bucket(await sharedGcs().createBucket());
    await bucket.upload(file, { destination: 'landing/run=1/part-0.parquet' });
    await bigquery.createDataset(dataset);
    const [table] = await bigquery.dataset(dataset).createTable('claims', {
      schema: [
        { name: 'code', type: 'STRING' },
        { name: 'units', type: 'INT64' },
        { name: 'paid', type: 'BOOL' },
        { name: 'amount', type: 'NUMERIC' },
        { name: 'service_date', type: 'DATE' },
        { name: 'modified_at', type: 'TIMESTAMP' },
      ],
    });
    const [job] = await table.load(bucket.file('landing/run=1/part-0.parquet'), {
      sourceFormat: 'PARQUET',
      writeDisposition: 'WRITE_APPEND',
    });
    expect(job.status?.errors).toBeUndefined();

    const [rows] = await bigquery.query(
      `SELECT code, CAST(units AS STRING) AS units, paid, CAST(amount AS STRING) AS amount, CAST(service_date AS STRING) AS service_date,
         FORMAT_TIMESTAMP('%F %H:%M:%E6S', modified_at, 'UTC') AS modified_at
       FROM \`${dataset}.claims\` ORDER BY units DESC`,
    );
    expect(rows).toEqual([
      {
        code: '0051T',
        units: '9007199254740993',
        paid: true,
        amount: '9999999999999999.99',
        service_date: '1900-02-28',
        modified_at: '2026-01-31 23:59:59.999999',
      },
      {
        code: 'a\'b "c"',
        units: '-1',
        paid: false,
        amount: '-0.01',
        service_date: '9999-12-31',
        modified_at: '1969-12-31 23:59:59.000001',
      },
      { code: null, units: null, paid: null, amount: null, service_date: null, modified_at: null },
    ]);
  });
});

describeEngine('airflow', 'Airflow', () => {
  let airflow: Airflow;
  beforeAll(async () => {
    airflow = await prepareAirflow();
  }, 60_000);
  afterAll(() => airflow.remove());

  it('imports with its Google provider and has a migrated database', async () => {
    const program = [
      'from airflow import settings, __version__',
      'from airflow.models import DagModel',
      'from airflow.providers.google.cloud.operators.cloud_run import CloudRunExecuteJobOperator',
      'print(__version__, CloudRunExecuteJobOperator.__name__, settings.Session().query(DagModel).count())',
    ].join('\n');
    const lastLine = (await airflow.runPython(program)).trim().split('\n').at(-1);
    expect(lastLine).toBe(`${engineVersion('airflow')} CloudRunExecuteJobOperator 0`);
  }, 60_000);
});

describeEngine('chromium', 'Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 30_000);
  afterAll(() => browser.close());

  it('draws a page', async () => {
    const page = await browser.newPage({ viewport: { width: 40, height: 30 } });
    await page.goto('data:text/html,<body style="background:%23ff0000">');
    const screenshot = await page.screenshot({ type: 'png' });
    // A PNG states its width and height at bytes 16 to 23.
    expect([screenshot.subarray(1, 4).toString(), screenshot.readUInt32BE(16), screenshot.readUInt32BE(20)]).toEqual([
      'PNG',
      40,
      30,
    ]);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 0, 0)');
  });
});
