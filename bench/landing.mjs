// Time and memory for writing rows as parquet: 1,000,000 transactions (21 columns) through `land`, from text in memory.
// Run: node bench/landing.mjs [rows]. Times are the whole of landing; the source's own speed is not in them.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const total = Number(process.argv[2] ?? 1_000_000);

const bundle = join(root, 'node_modules/.cache/bench/landing.cjs');
await build({
  stdin: {
    contents: `export { land } from './jobs/lake/landing'; export { canonicalRows } from './jobs/lake/canonical-text'; export { LocalStore } from './jobs/lake/local-store';
      export { entity } from './model/catalogue'; export { mappedColumns } from './model/mapping/mapped-columns';`,
    resolveDir: root,
  },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  packages: 'external',
  logLevel: 'error',
});
const { canonicalRows, land, LocalStore, entity, mappedColumns } = createRequire(import.meta.url)(bundle);

/** Rows as the MySQL source writes them: floats widened, no source line. */
function* rows() {
  for (let row = 0; row < total; row++) {
    const id = String(row).padStart(7, '0');
    const day = `202${row % 5}-0${1 + (row % 9)}-1${row % 10}`;
    const cents = (row * 7919) % 100_000;
    yield [
      ...[`TRANS${id}`, `ENC${id}`, `HOSP1-${id}`, `PROV0${row % 900}`, `DEPT0${row % 30}`, day, day, day, 'Follow-up'],
      ...[`${(cents / 100).toFixed(2)}951171875`, 'Medicare', (cents / 200).toFixed(3), `CLAIM${id}`],
      ...[`PAYER${row % 9999}`, String(90_000 + (row % 9_999)), `I${row % 90}.4`, 'Commercial', `MEDI${row % 99_999}`],
      ...[`MCARE${row % 99_999}`, day, `${day} 10:11:12.${id.slice(1)}`, null],
    ];
  }
}

const folder = mkdtempSync(join(tmpdir(), 'rcm-bench-'));
const before = process.memoryUsage().rss;
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20);
try {
  const transactions = entity('transactions');
  // The text's own cost, taken off below: in a real run the source pays it.
  const idle = process.cpuUsage();
  let bytes = 0;
  for await (const chunk of canonicalRows(rows)) bytes += chunk.length;
  const source = process.cpuUsage(idle);

  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const manifest = await land(
    {
      store: new LocalStore(folder),
      entity: transactions,
      columns: mappedColumns(transactions, {}),
      hospitalId: 'bench',
      runId: 'bench',
      timeZone: 'America/Chicago',
    },
    async (landing) => {
      const takenAt = '2026-01-01 00:00:00.000000';
      await landing.rows(canonicalRows(rows), { takenAt, sourceFile: null, instants: [] });
      return { takenAt, watermark: null, files: [], whole: true, sourceTotals: null };
    },
  );
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const work = (used.user + used.system - source.user - source.system) / 1e6;
  console.log(
    JSON.stringify({
      rows: manifest.rows,
      megabytes: Math.round(bytes / 1e6),
      seconds: Number(seconds.toFixed(2)),
      rowsPerSecond: Math.round(total / seconds),
      cpuSecondsOfLanding: Number(work.toFixed(2)),
      megabytesBefore: Math.round(before / 1e6),
      peakMegabytes: Math.round(peak / 1e6),
      parts: manifest.parts.length,
      totals: manifest.totals,
    }),
  );
} finally {
  clearInterval(watch);
  rmSync(folder, { recursive: true, force: true });
}
