// From landed rows to history: transactions of 21 columns, a first delivery of every row, then one of 5 % changed rows and one of 0.01 %.
// Ours loads, checks and writes the history; dbt-duckdb takes a snapshot of the same rows. Each run is a process of its own, and the two take
// turns. Run: npm run bench:history [-- rows [runs]]: with fewer than 100,000 rows nothing is installed and no target is judged.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { exportDelivery, install, isInstalled, snapshot, writeProject } from './dbt.mjs';
import { COLUMNS, DELIVERIES } from './history-deliveries.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const rows = Number(process.argv[2] ?? 1_000_000);
const runs = Number(process.argv[3] ?? 3);
const isJudged = rows >= 100_000;
/** At most this much of the processor time of dbt's snapshot, by delivery. */
const TARGETS = { r1: 1, r2: 0.5 };

const program = join(root, 'node_modules/.cache/bench/history-program.cjs');
await build({
  ...{ entryPoints: [join(root, 'bench/history-program.mjs')], outfile: program, bundle: true },
  ...{ platform: 'node', packages: 'external', logLevel: 'error' },
});

function ours(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`history-program.mjs ended with ${status}: ${stderr}`);
  return stdout.trim().split('\n').at(-1);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const folder = mkdtempSync(join(tmpdir(), 'rcm-bench-'));
const at = (name) => join(folder, name);

try {
  if (isJudged) await install();
  const hasPeer = isInstalled();
  if (!hasPeer) console.log('dbt is not installed and not measured: a run with 100,000 rows or more installs it');
  ours('land', at('landed'), String(rows));
  if (hasPeer) {
    writeProject(at('dbt'), COLUMNS);
    for (const { runId } of DELIVERIES) {
      const landing = at(`landed/lake/landing/hospital-a/transactions/run=${runId}`);
      await exportDelivery(landing, COLUMNS, at(`${runId}.parquet`));
    }
  }
  const results = [];
  for (let run = 0; run < runs; run += 1) {
    // The landings are read only: each run takes them into a warehouse of its own.
    rmSync(at('landed/warehouse.duckdb'), { force: true });
    const database = at(`dbt-${run}.duckdb`);
    for (const { runId } of DELIVERIES) {
      const theirs = hasPeer ? { dbt: snapshot(at('dbt'), database, at(`${runId}.parquet`)) } : {};
      results.push({ runId, ours: JSON.parse(ours('run', at('landed'), runId)), ...theirs });
    }
    rmSync(database, { force: true });
  }
  const missed = DELIVERIES.flatMap((delivery) => shown(delivery, results, hasPeer));
  if (isJudged && missed.length > 0) {
    console.log(`MISSED: ${missed.join(', ')}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Prints the medians of a delivery. @returns its title where its target is missed */
function shown({ runId, title }, results, hasPeer) {
  const of = results.filter((each) => each.runId === runId);
  const middle = (value) => median(of.map(value));
  const took = (name, measured) =>
    `  ${name.padEnd(34)} ${middle((each) => measured(each).processor).toFixed(2)} s of processor time, ${middle((each) => measured(each).seconds).toFixed(2)} s`;
  console.log(`${title}: ${rows} rows, medians of ${runs}`);
  for (const step of ['load', 'check', 'history']) console.log(took(`our ${step}`, ({ ours }) => ours[step]));
  console.log(
    `${took('our process', ({ ours }) => ours.whole)}, ${middle(({ ours }) => ours.megabytes).toFixed(0)} MB`,
  );
  if (!hasPeer) return [];
  console.log(took("dbt's snapshot", ({ dbt }) => dbt.inside));
  console.log(`${took("dbt's process", ({ dbt }) => dbt.whole)}, ${middle(({ dbt }) => dbt.megabytes).toFixed(0)} MB`);
  const ratio = middle(({ ours, dbt }) => ours.history.processor / dbt.inside.processor);
  const most = TARGETS[runId];
  console.log(
    `  our history / dbt's snapshot       ${ratio.toFixed(2)}${most === undefined ? '' : `; at most ${most}`}`,
  );
  return most !== undefined && ratio > most ? [title] : [];
}
