import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { entity } from '../../model/catalogue';
import { parseSpec } from '../../model/parse-spec';
import { pipelineSpecSchema } from '../../model/spec';
import { describeEngine } from '../../test/engines/available';
import { sharedGcs, sharedMariaDb } from '../../test/engines/shared-engines';
import { GcsStore } from '../lake/gcs-store';
import { EnvironmentSecrets } from '../secrets/environment';
import { extractTable } from './extract-table';
import { openSource } from './registry';

jest.setTimeout(30_000);

describeEngine(['mariadb', 'gcs'], 'extractTable from a database to a bucket', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-extract-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('lands what is new, every key and the totals; the same run again reads nothing', async () => {
    const [server, gcs] = [sharedMariaDb(), sharedGcs()];
    const database = await server.createDatabase();
    const columns = entity('transactions').columns.map(({ source, type, unit }) => {
      if (source === 'TransactionID') return `${source} VARCHAR(50) PRIMARY KEY`;
      return `${source} ${unit === 'usd' ? 'FLOAT' : type === 'STRING' ? 'VARCHAR(50)' : 'DATE'}`;
    });
    await server.execute(
      `CREATE TABLE transactions (${columns.join(', ')});
       INSERT INTO transactions (TransactionID, Amount, PaidAmount, ProcedureCode, ModifiedDate) VALUES
         ('T1', 988.37, 0, '100', '2024-01-01'), ('T2', 123456.78, 1, '99213', '2024-01-05'), ('T3', 0.1, 0.3, NULL, '2024-01-09')`,
      database,
    );
    const bucket = async () => new GcsStore(await gcs.createBucket(), { endpoint: gcs.endpoint });
    const lake = { inbox: await bucket(), landing: await bucket(), archive: await bucket() };
    const emr = {
      ...{ kind: 'mysql', host: server.host, port: server.port, database, user: server.reader.user },
      ...{ passwordSecret: 'emr', tls: 'none' },
    };
    const spec = parseSpec(pipelineSpecSchema, {
      ...{ version: 1, environment: 'sunrise-dev', group: 'sunrise', stage: 'dev', project: 'sunrise-rcm-dev' },
      ...{ region: 'us-central1', dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' } },
      buckets: { inbox: 'i', landing: 'l', archive: 'a', curated: 'u', code: 'c' },
      hospitals: [{ id: 'hospital-a', emr, tables: ['transactions'], lookbackSeconds: 86_400 }],
    });
    const [hospital] = spec.hospitals;
    if (!hospital) throw new Error('the spec has a hospital');
    const secrets = new EnvironmentSecrets({ RCM_SECRET_EMR: server.reader.password });
    const source = openSource(hospital, { secrets });
    const request = { spec, hospitalId: 'hospital-a', entity: entity('transactions'), lake, source, until: null };

    const progress: number[] = [];
    const all = await extractTable({
      ...request,
      runId: 'r1',
      previousWatermark: null,
      onProgress: (rows) => progress.push(rows),
    });
    expect(all).toMatchObject({
      rows: 3,
      watermark: '2024-01-09',
      totals: { amount: '124445.25', paid_amount: '1.30' },
      whole: true,
    });
    // What the database adds up by itself, and what landing adds up from the rows.
    expect(all.sourceTotals).toEqual({ rows: 3, sums: all.totals });
    expect(progress).toEqual([3]);

    const later = await extractTable({ ...request, runId: 'r2', previousWatermark: '2024-01-05' });
    expect(later).toMatchObject({ rows: 2, watermark: '2024-01-09', keyParts: [{ rows: 3 }], files: [], whole: false });
    expect(later.sourceTotals).toEqual(all.sourceTotals);
    await server.execute(`DELETE FROM transactions WHERE TransactionID = 'T2'`, database);
    expect(await extractTable({ ...request, runId: 'r2', previousWatermark: '2024-01-05' })).toEqual(later);

    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const local = join(folder, 'part.parquet');
    const { writeFile } = await import('node:fs/promises');
    await writeFile(local, await lake.landing.read(all.parts[0]?.key ?? ''));
    const rows = await connection.runAndReadAll(
      `select transaction_id, amount::varchar as amount, procedure_code, _seq::int as seq from read_parquet('${local}') order by 1`,
    );
    expect(rows.getRowObjectsJson()).toEqual([
      { transaction_id: 'T1', amount: '988.370000000', procedure_code: '00100', seq: 1 },
      { transaction_id: 'T2', amount: '123456.780000000', procedure_code: '99213', seq: 2 },
      { transaction_id: 'T3', amount: '0.100000000', procedure_code: null, seq: 3 },
    ]);
  });
});
