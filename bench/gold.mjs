// Processor time of the steps of gold over 1,000,000 transactions and as many claims: built for the first time, after 5 % of the rows have
// changed, after 0.01 %, with nothing new, and rebuilt whole. Silver is written as the history step writes it. Run: node bench/gold.mjs [rows]
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const total = Number(process.argv[2] ?? 1_000_000);

const bundle = join(root, 'node_modules/.cache/bench/gold.cjs');
await build({
  stdin: {
    contents: `export { DuckDbWarehouse } from './jobs/warehouse/duckdb/warehouse';
      export { STEP_WORK } from './jobs/steps/registry'; export { modelOf } from './model/model';
      export { entity, environmentTables, silverTable, supersededTable } from './model/catalogue';`,
    resolveDir: root,
  },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  packages: 'external',
  logLevel: 'error',
});
const require = createRequire(import.meta.url);
const { DuckDbWarehouse, STEP_WORK, modelOf, entity, environmentTables, silverTable, supersededTable } =
  require(bundle);

/** Rows of each table, and the invented values that its facts and dimensions need; `i` is the row, `v` its version. */
const person = `'A' || (i % ${Math.max(1, Math.floor(total / 10))})`;
const place = { provider_id: `'P' || (i % 1000)`, department_id: `'D' || (i % 40)` };
const day = (offset) => `date '2024-01-01' + ((i * 7 + ${offset}) % 700)::integer`;
const TABLES = {
  departments: [40, { department_id: `'D' || i`, name: `'Ward ' || i || v` }],
  providers: [1000, { provider_id: `'P' || i`, last_name: `'Name ' || i || v`, department_id: `'D' || (i % 40)` }],
  patients: [
    Math.max(1, Math.floor(total / 10)),
    { patient_id: `'A' || i`, gender: `case when i % 2 = 0 then 'F' else 'M' end`, address: `'Street ' || v` },
  ],
  cpt_codes: [500, { procedure_code: `(90000 + i)::varchar`, category: `'Visit'` }],
  icd_codes: [1000, { icd_code: `'E' || i`, description: `'Diagnosis ' || i` }],
  encounters: [
    Math.max(1, Math.floor(total / 2)),
    { encounter_id: `'E' || i`, patient_id: person, ...place, encounter_date: day(0) },
  ],
  transactions: [
    total,
    {
      ...{ transaction_id: `'T' || i`, encounter_id: `'E' || (i // 2)`, patient_id: person, ...place },
      ...{
        payer_id: `'Payer ' || (i % 30)`,
        procedure_code: `(90000 + i % 500)::varchar`,
        icd_code: `'E' || (i % 1000)`,
      },
      ...{ service_date: day(0), paid_date: day(20), amount: '(i % 900 + 100)', paid_amount: `(i % 90 + v)` },
    },
  ],
  claims: [
    total,
    {
      ...{
        claim_id: `'C' || i`,
        transaction_id: `'T' || i`,
        encounter_id: `'E' || (i // 2)`,
        patient_id: person,
        ...place,
      },
      ...{ payer_id: `'Payer ' || (i % 30)`, service_date: day(0), claim_date: day(5), adjudication_date: day(25) },
      ...{ claim_amount: '(i % 900 + 100)', paid_amount: '(i % 90 + v)', payer_type: `'Private'` },
      claim_status: `case when i % 9 = 0 then 'Denied' else 'Paid' end`,
    },
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'rcm-bench-'));
let version = 0;
try {
  const model = modelOf({});
  const warehouse = await DuckDbWarehouse.open(join(folder, 'warehouse.duckdb'));
  await warehouse.createTables(environmentTables(model));
  const { dialect } = warehouse;
  const run = (...sqls) => warehouse.executeAtomically(sqls.map((sql) => ({ name: 'bench', sql })));
  const moment = () => `timestamp '2026-01-01 00:00:00' + to_seconds(${version})`;

  /** A new version of every row whose number `which` is true of; the one before it ends, and is superseded. */
  async function change(name, which) {
    const [rows, values] = TABLES[name];
    const of = entity(name);
    const [silver, superseded] = [silverTable(of), supersededTable(of)];
    const hospital = name.endsWith('_codes')
      ? `'reference'`
      : `'hospital-' || (case when i % 3 = 0 then 'a' else 'b' end)`;
    const column = (column) =>
      ({
        ...values,
        ...{ hospital_id: hospital, valid_from: moment(), valid_to: 'null', is_current: 'true', known_from: moment() },
        ...{ _row_hash: `'hash'`, _run_id: `'run'`, _warnings: 'null' },
      })[column.name] ?? 'null';
    const names = silver.columns.map((each) => `"${each.name}"`).join(', ');
    const key = `"${of.key[0]}" in (select ${values[of.key[0]]} from range(${rows}) t(i) where ${which})`;
    const kept = silver.columns
      .map(({ name: each }) => ({ valid_to: moment(), is_current: 'false', known_from: moment() })[each] ?? `"${each}"`)
      .join(', ');
    const sql = [
      `insert into ${dialect.table(superseded)} (${names}, known_to) select ${names}, ${moment()} from ${dialect.table(silver)} where is_current and ${key}`,
      `delete from ${dialect.table(silver)} where is_current and ${key}`,
      `insert into ${dialect.table(silver)} (${names}) select ${kept} from ${dialect.table(superseded)} where known_to = ${moment()} and is_current`,
      `insert into ${dialect.table(silver)} (${names}) select ${silver.columns.map(column).join(', ')} from (select i, ${version} as v from range(${rows}) t(i)) t where ${which}`,
    ];
    await run(...(version === 1 ? sql.slice(3) : sql));
  }

  async function measured(title, input = {}) {
    version += 1;
    const times = [];
    for (const kind of ['dimensions', 'facts', 'summaries', 'kpis', 'reconcile']) {
      const [before, start] = [process.cpuUsage(), performance.now()];
      const context = {
        warehouse,
        spec: {
          hospitals: [{ id: 'hospital-a' }, { id: 'hospital-b' }].map((each) => ({ ...each, tables: [], feeds: [] })),
          references: [],
        },
      };
      const report = await STEP_WORK[kind](context, {}, { runId: `r${version}`, ...input });
      const { user, system } = process.cpuUsage(before);
      times.push(`${kind} ${((user + system) / 1e6).toFixed(2)} s${process.env.DETAIL ? ` (${report.detail})` : ''}`);
      void start;
    }
    console.log(`${title.padEnd(24)} ${times.join(', ')}`);
  }
  version = 1;
  for (const name of Object.keys(TABLES)) await change(name, 'true');
  console.log(`${total} transactions, ${total} claims, processor time`);
  await measured('first');
  version += 1;
  for (const name of ['patients', 'transactions', 'claims', 'encounters'])
    await change(name, `i % 20 = ${version % 20}`);
  await measured('5 % changed');
  version += 1;
  for (const name of ['transactions', 'claims']) await change(name, `i % 10000 = 7`);
  await measured('0.01 % changed');
  await measured('nothing new');
  await measured('rebuilt whole', { rebuildGold: true });
  await warehouse.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
