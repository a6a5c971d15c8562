// Time and memory of loading and reading the local warehouse: 1,000,000 transactions (21 columns) as parquet parts of 50,000 rows into staging, then
// copied to another table in one transaction, summed, and 1,000 single-row statements. Run: node bench/warehouse.mjs [rows]
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const total = Number(process.argv[2] ?? 1_000_000);
const PART = 50_000;

const bundle = join(root, 'node_modules/.cache/bench/warehouse.cjs');
await build({
  stdin: {
    contents: `export { DuckDbWarehouse } from './jobs/warehouse/duckdb/warehouse';
      export { LocalStore } from './jobs/lake/local-store'; export { entity, stagingTable } from './model/catalogue';`,
    resolveDir: root,
  },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  packages: 'external',
  logLevel: 'error',
});
const require = createRequire(import.meta.url);
const { DuckDbWarehouse, LocalStore, entity, stagingTable } = require(bundle);
const { DuckDBInstance } = require('@duckdb/node-api');

/** An invented value per type; `i` is the row. */
const VALUES = {
  STRING: (index) => `'V${index}-' || (i * ${index + 7} % 900000)`,
  INT64: () => 'i',
  NUMERIC: () => '(i * 7919 % 100000 / 100)::decimal(38, 9)',
  DATE: () => "date '2020-01-01' + (i % 1800)::integer",
  TIMESTAMP: () => "timestamptz '2024-01-01 10:11:12.000001+00' + to_microseconds(i)",
  BOOL: () => 'i % 2 = 0',
};

const folder = mkdtempSync(join(tmpdir(), 'rcm-bench-'));
try {
  const staging = stagingTable(entity('transactions'), 'hospital-a');
  const columns = staging.columns.map(({ name, type }, index) => `${VALUES[type](index)} as "${name}"`).join(', ');
  const store = new LocalStore(join(folder, 'lake'));
  const keys = [];
  const maker = await (await DuckDBInstance.create(':memory:')).connect();
  for (let start = 0; start < total; start += PART) {
    const part = join(folder, 'part.parquet');
    const rows = `range(${start}, ${Math.min(start + PART, total)}) as t(i)`;
    await maker.run(`copy (select ${columns} from ${rows}) to '${part}' (format parquet, compression zstd)`);
    keys.push(`part-${start}.parquet`);
    await store.writeFile(keys.at(-1), part);
  }
  maker.closeSync();

  const before = process.memoryUsage().rss;
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 10);
  const warehouse = await DuckDbWarehouse.open(join(folder, 'warehouse.duckdb'));
  const timed = async (title, work) => {
    const [cpu, start] = [process.cpuUsage(), performance.now()];
    await work();
    const { user, system } = process.cpuUsage(cpu);
    console.log(
      `${title.padEnd(34)} ${((performance.now() - start) / 1000).toFixed(2)} s, processor ${((user + system) / 1e6).toFixed(2)} s`,
    );
  };
  const target = warehouse.dialect.table(staging);
  console.log(`${total} rows x ${staging.columns.length} columns in ${keys.length} parts`);
  await timed('load into staging', () => warehouse.loadParquet({ store, keys, into: staging }));
  await timed('copy to a table, one transaction', () =>
    warehouse.executeAtomically([
      { name: 'create', sql: `create table copied as select * from ${target} limit 0` },
      { name: 'insert', sql: `insert into copied select * from ${target}` },
    ]),
  );
  await timed('sum of a money column by day', () =>
    warehouse.query({ name: 'sum', sql: 'select service_date, sum(amount) from copied group by 1 order by 1' }),
  );
  await timed('1,000 statements, each a transaction', async () => {
    await warehouse.executeAtomically([{ name: 'create', sql: 'create table small (id varchar, n bigint)' }]);
    for (let n = 0; n < 1000; n++) {
      await warehouse.executeAtomically([
        {
          name: 'insert',
          sql: 'insert into small values ($id, $n)',
          parameters: { id: { type: 'STRING', value: `k${n}` }, n: { type: 'INT64', value: n } },
        },
      ]);
    }
  });
  await timed('read 100,000 rows', () => warehouse.query({ name: 'read', sql: 'select * from copied limit 100000' }));
  clearInterval(watch);
  await warehouse.close();
  const mebibytes = (bytes) => `${Math.round(bytes / 1024 / 1024)} MiB`;
  console.log(
    `memory ${mebibytes(before)} before, ${mebibytes(peak)} at most; file ${mebibytes(statSync(join(folder, 'warehouse.duckdb')).size)}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
