import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { refuseStrayKpis } from '../../jobs/steps/refuse-stray-kpis';
import { loadDimensions } from '../../jobs/transform/dimensions';
import { dryRunModel } from '../../jobs/transform/dry-run';
import { loadFacts } from '../../jobs/transform/facts';
import { loadKpis } from '../../jobs/transform/kpis/load-kpis';
import { BigQueryWarehouse } from '../../jobs/warehouse/bigquery/warehouse';
import type { Row, Warehouse } from '../../jobs/warehouse/warehouse';
import { entityOf, environmentTables, silverTable } from '../../model/catalogue';
import { extensionSchema } from '../../model/extension/checked-model';
import { SUNRISE_EXTENSION } from '../../model/extension/sunrise-extension.fixture';
import { modelOf } from '../../model/model';
import { parseSpec } from '../../model/parse-spec';
import { viewSql } from '../../model/reporting';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm } from '../built-rcm';
import { describeEngine } from '../engines/available';
import { type BigQueryEngine, startBigQuery } from '../engines/bigquery';
import { version } from './gold-warehouse';
import { openDuckDb } from './hospital-warehouse';
import { insertRows } from './insert-rows';

const SPEC = { model: parseSpec(extensionSchema, SUNRISE_EXTENSION) };
const MODEL = modelOf(SPEC);

const folder = mkdtempSync(join(tmpdir(), 'extended-model-'));
const specFile = join(folder, 'spec.json');
let rcm: BuiltRcm;
beforeAll(() => {
  rcm = buildRcm();
  writeFileSync(specFile, JSON.stringify({ ...twoHospitals(), model: SUNRISE_EXTENSION }));
});
afterAll(() => {
  rcm.remove();
  rmSync(folder, { recursive: true, force: true });
});

const SILVER = {
  patients: [
    version({ patient_id: 'P1', interpreter_language: 'es', gender: 'Female' }),
    version({ patient_id: 'P2', interpreter_language: null, gender: 'Male' }),
  ],
  encounters: [
    version({
      encounter_id: 'E1',
      patient_id: 'P1',
      department_id: 'D1',
      encounter_date: '2025-02-03',
      interpreter_minutes: 20,
    }),
    version({
      encounter_id: 'E2',
      patient_id: 'P1',
      department_id: 'D1',
      encounter_date: '2025-02-04',
      interpreter_minutes: 0,
    }),
    version({
      encounter_id: 'E3',
      patient_id: 'P2',
      department_id: null,
      encounter_date: '2025-03-01',
      interpreter_minutes: null,
    }),
  ],
  care_sites: [
    version({ facility_id: 'F1', city: 'Springfield', beds: 40 }, '2025-01-01', '2025-02-01'),
    version({ facility_id: 'F1', city: 'Springfield', beds: 44 }, '2025-02-01'),
  ],
};

async function load(warehouse: Warehouse): Promise<void> {
  const { dialect } = warehouse;
  const fill = Object.entries(SILVER).flatMap(([name, rows]) =>
    insertRows(dialect, silverTable(entityOf(MODEL, name)), rows, 'replace'),
  );
  for (const statements of [fill, loadDimensions(dialect, MODEL), loadFacts(dialect, MODEL), loadKpis(dialect, MODEL)])
    await warehouse.executeAtomically(statements);
}

const kpis = async (warehouse: Warehouse) =>
  (
    await warehouse.query({
      name: 'test.kpis',
      sql: `select hospital_id, slice_kind, slice, numerator, denominator, value from gold.kpi_values
where kpi_id = 'interpreted_share' order by hospital_id, slice_kind, slice`,
    })
  ).map((row) => Object.values(row).join(' '));
const KPIS = [
  'all month 2025-02 1 2 0.5',
  'all month 2025-03 0 1 0',
  'all total total 1 3 0.333333',
  'hospital-a department D1 1 2 0.5',
  'hospital-a department unknown 0 1 0',
  'hospital-a month 2025-02 1 2 0.5',
  'hospital-a month 2025-03 0 1 0',
  'hospital-a total total 1 3 0.333333',
];
const careSites = (warehouse: Warehouse): Promise<Row[]> =>
  warehouse.query({ name: 'test.care_sites', sql: 'select hospital_id, facility_id, city, beds from gold.care_sites' });
const FACILITIES = [{ hospital_id: 'hospital-a', facility_id: 'F1', city: 'Springfield', beds: 44 }];

describe('an extended model, on DuckDB', () => {
  let opened: Awaited<ReturnType<typeof openDuckDb>>;
  beforeAll(async () => {
    opened = await openDuckDb(environmentTables(MODEL));
  });
  afterAll(() => opened.remove());

  it('runs dry over empty tables: KPIs, views, tables of gold', async () => {
    await dryRunModel(SPEC, opened.warehouse);
  });

  it('names the KPI whose SQL the engine does not take', async () => {
    const [kpi] = SPEC.model.kpis;
    const sql = `select hospital_id, 'x' as month, 'y' as department, sum(no_such_column) as numerator, 1 as denominator from fact_encounters group by hospital_id`;
    const wrong = { model: { ...SPEC.model, kpis: kpi ? [{ ...kpi, sql }] : [] } };
    await expect(dryRunModel(wrong, opened.warehouse)).rejects.toMatchObject({
      code: 'WAREHOUSE_STATEMENT_FAILED',
      message: expect.stringContaining('gold.kpi_values.interpreted_share'),
    });
  });

  it.each([
    ["getenv('HOME')", 'it calls getenv'],
    ['current_user', 'it calls current_user'],
    ["(select max(content) from read_text('/etc/passwd'))", 'TABLE_FUNCTION stands where'],
    ["(select max(x) from 'secret.csv')", 'it reads secret.csv'],
    ['(select max(ssn) from silver.patients)', 'it reads silver.patients'],
    ['(select 1from patients)', 'it reads patients'],
    ['list_transform([1], x -> x)', 'LAMBDA has no place'],
    ['$1', 'PARAMETER has no place'],
    ["'x'); drop table gold.kpi_values; select ('x'", 'it is not one SELECT'],
  ])('finds in the parsed SQL, before anything of it runs: %s', async (hostile, problem) => {
    const [kpi] = SPEC.model.kpis;
    const sql = `with m as (select 1 as x) select hospital_id, ${hostile} as numerator from fact_encounters, m`;
    // As if the check of the words had missed it.
    const wrong = { model: { ...SPEC.model, kpis: kpi ? [{ ...kpi, sql }] : [] } };
    await expect(dryRunModel(wrong, opened.warehouse)).rejects.toMatchObject({
      code: 'SPEC_INVALID',
      problems: expect.arrayContaining([
        {
          ...{ code: 'MODEL_SQL_UNSUITED', path: 'model.kpis.interpreted_share.sql' },
          message: expect.stringContaining(problem),
        },
      ]),
    });
  });

  it('adds up a KPI to its slices, and shows the current rows of a new table', async () => {
    await load(opened.warehouse);
    expect(await kpis(opened.warehouse)).toEqual(KPIS);
    expect(await careSites(opened.warehouse)).toEqual(FACILITIES);
    await refuseStrayKpis(opened.warehouse, MODEL, ['hospital-b']);
  });

  it.each(["'hospital-z'", "'all'", 'cast(null as varchar)'])(
    'refuses a KPI with rows of the hospital %s',
    async (hospital) => {
      const sql = `select ${hospital} as hospital_id, encounter_month as month, 'D1' as department, 1 as numerator, 1 as denominator from fact_encounters`;
      const invented = { ...MODEL, sqlKpis: MODEL.sqlKpis.map((kpi) => ({ ...kpi, sql })) };
      await expect(refuseStrayKpis(opened.warehouse, invented, ['hospital-b'])).rejects.toMatchObject({
        code: 'KPI_HOSPITAL_UNKNOWN',
        message: expect.stringContaining('3 rows of the KPI interpreted_share'),
      });
    },
  );
});

describe('golden SQL of an extended model', () => {
  const golden = (...words: string[]) => rcm.run(['model', 'golden', '--spec', specFile, ...words], { cwd: folder });
  const file = (...path: string[]) => join(folder, 'golden/sunrise-dev', ...path);

  it('needs a folder where it shall be written', async () => {
    expect(await golden('--folder', specFile)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is not a folder'),
    });
  });

  it('removes no SQL that is not its own', async () => {
    const own = join(folder, 'queries/duckdb/ours.sql');
    mkdirSync(dirname(own), { recursive: true });
    writeFileSync(own, 'select 1;\n');
    expect(await golden('--update', '--folder', join(folder, 'queries'))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('ours.sql is not of golden files'),
    });
    expect(readFileSync(own, 'utf8')).toBe('select 1;\n');
  });

  it('is written the first time, and from then on compared', async () => {
    expect(await golden()).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/: (\d+) files, \1 written/) });
    expect(await golden()).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('as committed') });
    expect(readFileSync(file('dictionary.md'), 'utf8')).toContain('silver.care_sites');
    for (const path of ['reporting/encounters_by_language', 'duckdb/gold.kpi_values.interpreted_share'])
      expect(readFileSync(file(`${path}.sql`), 'utf8')).toContain('fact_encounters');
    const statements = readdirSync(file('bigquery'));
    expect(statements).toEqual(expect.arrayContaining([expect.stringContaining('care_sites')]));
    expect(statements.filter((name) => /claims|transactions/.test(name))).toEqual([]);
  });

  it('fails, and says which files, where the model has changed, until it is written again', async () => {
    writeFileSync(file('reporting/encounters_by_language.sql'), 'select 1;\n');
    writeFileSync(file('duckdb/gold.kpi_values.gone.sql'), 'select 1;\n');
    const { exitCode, stderr } = await golden();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^GOLDEN_DIFFERS: .*gone\.sql \(left over\).*encounters_by_language\.sql \(changed\)\n-> .*rcm model golden/,
    );
    expect(await golden('--update')).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('2 written or removed'),
    });
    expect(await golden()).toMatchObject({ exitCode: 0 });
  });
});

describeEngine('bigquery', 'an extended model, on BigQuery', () => {
  let emulator: BigQueryEngine;
  let bigquery: Warehouse;
  beforeAll(async () => {
    emulator = await startBigQuery();
    bigquery = await BigQueryWarehouse.open({ ...emulator, location: 'US' });
  }, 120_000);
  afterAll(() => emulator.stop());

  it('runs dry, gives the same figures, and its view shows what analysts may see', async () => {
    const address = `${emulator.endpoint}/${emulator.projectId}`;
    const checked = await rcm.run(['model', 'check', '--spec', specFile, '--emulator', address, '--json']);
    expect({ ...checked, stdout: JSON.parse(checked.stdout || '{}') }).toMatchObject({
      exitCode: 0,
      stdout: { engines: ['duckdb', 'bigquery'], added: { column: 2, table: 1, rule: 2, view: 1, KPI: 1 } },
    });
    await load(bigquery);
    expect(await kpis(bigquery)).toEqual(KPIS);
    expect(await careSites(bigquery)).toEqual(FACILITIES);
    const view = MODEL.views.find(({ name }) => name === 'encounters_by_language');
    if (!view) throw new Error('the model has the view');
    const rows = await bigquery.query({
      name: 'test.view',
      sql: `${viewSql(view, emulator.projectId)} order by encounters`,
    });
    expect(rows).toEqual([
      { hospital_id: 'hospital-a', interpreter_language: null, encounter_year: 2025, encounters: 1 },
      { hospital_id: 'hospital-a', interpreter_language: 'es', encounter_year: 2025, encounters: 2 },
    ]);
  }, 300_000);
});
