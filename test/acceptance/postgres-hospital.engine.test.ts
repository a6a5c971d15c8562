import { createConnection } from 'mysql2/promise';
import { newRunId } from '../../jobs/run/run';
import { entity, quarantineTable, silverTable } from '../../model/catalogue';
import { GOLD_TABLES } from '../../model/gold';
import { BASE_MODEL } from '../../model/model';
import { parseSpec } from '../../model/parse-spec';
import { type EmrSpec, pipelineSpecSchema } from '../../model/spec';
import { loadIntoMySql } from '../../sample/mysql';
import { describeEngine } from '../engines/available';
import { sharedMariaDb, sharedPostgres } from '../engines/shared-engines';
import { GROUP_SIZE } from './emr-group';
import { loadIntoPostgres } from './postgres-tables';
import { failures, openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';
import { tableContents } from './table-contents';

/** The hospital with column names of its own. */
const HOSPITAL = sampleSpec().hospitals.slice(1);
const TABLES = [...(HOSPITAL[0]?.tables ?? []), 'claims'].map(entity);
const COMPARED = [...TABLES.map(silverTable), ...TABLES.map(quarantineTable), ...GOLD_TABLES];

describeEngine(['mariadb', 'postgres'], 'a hospital whose EMR is in PostgreSQL', () => {
  let inMySql: SamplePipeline;
  let inPostgres: SamplePipeline;
  const secrets = ['MYSQL', 'POSTGRES'].map((name) => `RCM_SECRET_${name}`);

  beforeAll(async () => {
    const [mariadb, postgres] = [sharedMariaDb(), sharedPostgres()];
    const databases = { mysql: await mariadb.createDatabase(), postgres: await postgres.createDatabase() };
    process.env['RCM_SECRET_MYSQL'] = mariadb.reader.password;
    process.env['RCM_SECRET_POSTGRES'] = postgres.reader.password;
    const open = async (kind: EmrSpec['kind'], { host, port, reader }: typeof mariadb | typeof postgres) => {
      const emr = { kind, host, port, user: reader.user, database: databases[kind], passwordSecret: kind, tls: 'none' };
      const hospitals = HOSPITAL.map((hospital) => ({ ...hospital, emr }));
      const spec = parseSpec(pipelineSpecSchema, { ...sampleSpec(), references: [], hospitals });
      return openSamplePipeline(spec, { ...GROUP_SIZE, databases: true });
    };
    inMySql = await open('mysql', mariadb);
    inPostgres = await open('postgres', postgres);
    await inMySql.write(1);
    await inPostgres.write(1);
    const [hospital] = inMySql.context.spec.hospitals;
    if (!hospital) throw new Error('the sample has two hospitals');
    const { host, port, user, password } = mariadb;
    const connection = await createConnection({ host, port, user, password, database: databases.mysql });
    await loadIntoMySql(connection, BASE_MODEL, hospital, inMySql.extractsFolder);
    await connection.end();
    const { extractsFolder } = inMySql;
    await loadIntoPostgres(postgres, databases.postgres, { model: BASE_MODEL, hospital, extractsFolder });
  });
  afterAll(async () => {
    for (const name of secrets) delete process.env[name];
    await Promise.all([inMySql?.remove(), inPostgres?.remove()]);
  });

  /** UTC: rows without a time have that of their snapshot. */
  const since = new Date().toISOString().replace('T', ' ').slice(0, 19);
  const plain = (row: string) =>
    row.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+/g, (time) => (time >= since ? 'while the test ran' : time));
  /** Rows of every table, by its name. A database gives its rows in an order of its own, which `_seq` counts. */
  async function contents({ context: { warehouse } }: SamplePipeline): Promise<Record<string, string[]>> {
    const tables: [string, string[]][] = [];
    for (const table of COMPARED)
      tables.push([`${table.dataset}.${table.name}`, await tableContents(warehouse, table, ['_seq'])]);
    // A surrogate key depends on the time of its version: instead of it stands the row that it identifies.
    const rows = tables.flatMap(([name, all]) => (name.startsWith('gold.dim_') ? all : []));
    const members = new Map(rows.map((row) => [row.slice(2, 66), plain(row.slice(67).replaceAll('"', "'"))]));
    const shown = (row: string) => plain(row.replaceAll(/[0-9a-f]{64}/g, (key) => members.get(key) ?? key));
    return Object.fromEntries(tables.map(([name, all]) => [name, all.map(shown).sort()]));
  }

  it('has the same silver, quarantine and gold as in MySQL, cell by cell', async () => {
    // Rows say which run wrote them.
    const runId = newRunId();
    for (const pipeline of [inMySql, inPostgres]) expect(failures(await pipeline.run({ runId }))).toEqual([]);
    const [mysql, postgres] = [await contents(inMySql), await contents(inPostgres)];
    // By name first: the difference of two groups has thousands of lines.
    const differ = Object.keys(mysql).filter((name) => mysql[name]?.join() !== postgres[name]?.join());
    expect(differ).toEqual([]);
    for (const table of [...TABLES.map(({ name }) => `silver.${name}`), 'gold.fact_transactions'])
      expect(postgres[table]?.length).toBeGreaterThan(5);
  });

  it('and is reconciled with what the database itself adds up', async () => {
    const sums = await inPostgres.rows(
      "select subject, cast(difference as double) as difference from ops.reconciliations where subject like 'source.%'",
    );
    expect(sums.length).toBeGreaterThan(5);
    expect(sums.filter(({ difference }) => difference !== 0)).toEqual([]);
  });

  it('the second run writes nothing', async () => {
    const before = await contents(inPostgres);
    expect(failures(await inPostgres.run())).toEqual([]);
    expect(await contents(inPostgres)).toEqual(before);
    const loads = await inPostgres.rows(
      `select cast(sum(rows_new) as integer) as added, cast(sum(rows_deleted) as integer) as deleted from ops.loads
      where run_id = (select run_id from ops.runs order by started_at desc limit 1)`,
    );
    expect(loads).toEqual([{ added: 0, deleted: 0 }]);
  });
});
