import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { newRunId } from '../../jobs/run/run';
import { BASE_MODEL } from '../../model/model';
import { databaseOf, type PipelineSpec } from '../../model/spec';
import { loadIntoMySql } from '../../sample/mysql';
import { describeEngine } from '../engines/available';
import type { MariaDb } from '../engines/mariadb';
import { sharedMariaDb } from '../engines/shared-engines';
import { failures, openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

jest.setTimeout(180_000);

describeEngine('mariadb', 'a source that changes behind its cursor', () => {
  let server: MariaDb;
  let spec: PipelineSpec;
  let pipeline: SamplePipeline;
  const database = () => spec.hospitals[0]?.emr?.database ?? '';
  const execute = (sql: string) => server.execute(sql, database());
  const totals = (runId: string) =>
    pipeline.rows(
      `select hospital_id, subject, expected, actual, difference from ops.reconciliations
       where run_id = '${runId}' and subject like 'source.%' order by hospital_id, subject`,
    );
  const charges = async () =>
    (
      await pipeline.rows(`select sum(amount) as total from gold.fact_transactions where hospital_id = 'hospital-a'`)
    )[0]?.['total'];
  const inSource = async () => Number((await execute('SELECT SUM(Amount) AS total FROM transactions'))[0]?.['total']);
  /** An id of the middle of the table, whose row was not changed in the days that every run reads again. */
  const oldTransaction = async () =>
    (await execute('SELECT TransactionID AS id FROM transactions ORDER BY ModifiedDate, TransactionID LIMIT 1'))[0]?.[
      'id'
    ];

  beforeAll(async () => {
    server = sharedMariaDb();
    process.env['RCM_SECRET_EMR_PASSWORD'] = server.reader.password;
    const inServer = { host: server.host, port: server.port, user: server.reader.user };
    spec = sampleSpec();
    const hospitals = [];
    for (const hospital of spec.hospitals) {
      const emr = { ...databaseOf(hospital), ...inServer, database: await server.createDatabase('behind_') };
      hospitals.push({ ...hospital, emr });
    }
    spec = { ...spec, hospitals };
    pipeline = await openSamplePipeline(spec, { databases: true, patients: 60, encounters: 120, months: 3 });
    await pipeline.write(1);
    const { createConnection } = await import('mysql2/promise');
    for (const hospital of spec.hospitals) {
      const connection = await createConnection(server.url(databaseOf(hospital).database));
      await loadIntoMySql(connection, BASE_MODEL, hospital, pipeline.extractsFolder);
      await connection.end();
    }
    expect(failures(await pipeline.run())).toEqual([]);
  });
  afterAll(() => pipeline?.remove());

  it('is compared in every run, table by table, and agrees', async () => {
    const runId = newRunId();
    expect(failures(await pipeline.run({ runId }))).toEqual([]);
    const found = await totals(runId);
    const tables = spec.hospitals.flatMap(({ id, tables }) => tables.map((table) => `${id} source.${table}.rows`));
    expect(found.map((row) => `${row['hospital_id']} ${row['subject']}`)).toEqual(expect.arrayContaining(tables));
    expect(found).toContainEqual(
      expect.objectContaining({ hospital_id: 'hospital-a', subject: 'source.transactions.amount' }),
    );
    expect(found.filter((row) => row['difference'] !== '0')).toEqual([]);
    expect(Number(found.find((row) => row['subject'] === 'source.transactions.amount')?.['expected'])).toBe(
      await inSource(),
    );
  });

  it.each([
    ['an amount that was changed without the cursor', 'Amount = Amount + 10.01', { full: true }],
    [
      'an amount that was changed while the cursor went back',
      `Amount = Amount + 0.5, ModifiedDate = '2001-01-01'`,
      { heal: true },
    ],
  ])(
    '%s fails the run, which names the table; reading all of it or what differs repairs it',
    async (_what, change, way) => {
      const id = await oldTransaction();
      const before = Number(await charges());
      await execute(`UPDATE transactions SET ${change} WHERE TransactionID = '${id}'`);
      const truth = await inSource();
      const failed = await pipeline.run();
      expect(failed.status).toBe('FAILED');
      expect(
        [...failed.steps].filter(([, { error }]) => error).map(([step, { error }]) => [step, error?.code]),
      ).toEqual([
        ['reconcile', 'RECONCILIATION_DIFFERENCE'],
        ['finish', 'RUN_INCOMPLETE'],
      ]);
      const error = failed.steps.get('reconcile')?.error;
      expect(error?.detail).toContain(`source.transactions.amount of hospital-a should be ${truth} and is ${before}`);
      expect(error?.fix).toContain('rcm reconcile --prove');
      expect(failed.steps.get('report')?.status).toBe('SKIPPED');

      const repaired = await pipeline.run(way);
      expect(failures(repaired)).toEqual([]);
      expect(Number(await charges())).toBe(truth);
      // And it stays so: the next run reads only what is new again.
      const next = await pipeline.run();
      expect(failures(next)).toEqual([]);
      expect(Number(await charges())).toBe(truth);
      const [table] = await pipeline.rows(
        "select count(*) as n from silver.transactions where hospital_id = 'hospital-a' and is_current",
      );
      expect(next.steps.get('extract.hospital-a.transactions')?.report?.rowsOut).toBeLessThan(Number(table?.['n']));
    },
  );

  it('a row that was committed later than the lookback is found by its key, in the same run', async () => {
    const columns = (await execute('SHOW COLUMNS FROM transactions')).map((row) => String(row['Field']));
    const copied = columns.map((name) =>
      name === 'TransactionID' ? `'LATE-1'` : name === 'ModifiedDate' ? `'2001-01-01'` : `\`${name}\``,
    );
    await execute(
      `INSERT INTO transactions (${columns.map((name) => `\`${name}\``).join(', ')})
       SELECT ${copied.join(', ')} FROM transactions WHERE TransactionID = '${await oldTransaction()}'`,
    );
    const result = await pipeline.run();
    expect(failures(result)).toEqual([]);
    expect(result.steps.get('extract.hospital-a.transactions')?.report?.detail).toContain('1 fetched');
    expect(Number(await charges())).toBe(await inSource());
  });

  it('a run that has landed a table in part does not pass for a full one', async () => {
    const runId = newRunId();
    expect(failures(await pipeline.run({ runId }))).toEqual([]);
    const again = await pipeline.run({ runId, full: true, repeat: true, only: ['extract.hospital-a.transactions'] });
    expect(again.steps.get('extract.hospital-a.transactions')?.error?.code).toBe('LANDING_PRESENT');
  });

  it('landed rows that do not all reach staging stop the load before bronze', async () => {
    const runId = newRunId();
    const only = (kind: string) => ['begin', `${kind}.hospital-a.transactions`];
    await pipeline.run({ runId, only: only('extract') });
    const manifest = join(localFolders(pipeline.folder).landing, `hospital-a/transactions/run=${runId}/_manifest.json`);
    const said = JSON.parse(await readFile(manifest, 'utf8')) as { rows: number; totals: Record<string, string> };
    await writeFile(manifest, JSON.stringify({ ...said, rows: said.rows + 1 }));
    const lost = await pipeline.run({ runId, only: only('load') });
    const error = lost.steps.get('load.hospital-a.transactions')?.error;
    expect(error).toMatchObject({ code: 'LANDING_DIFFERENCE', retryable: true });
    expect(error?.detail).toContain(`${said.rows + 1} rows were landed and ${said.rows} are in staging`);
    expect(await pipeline.rows(`select * from ops.loads where run_id = '${runId}'`)).toEqual([]);
  });
});
