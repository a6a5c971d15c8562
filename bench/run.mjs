// Whole runs of a generated hospital, its EMR in MariaDB and its claims as files: the first run, then runs after nothing, 0.01 % and 5 % of the
// rows have changed, and one that reads every key of the source too. Each run is `rcm run` in a process of its own.
// Run: npm run bench:run [-- --rows N] [--folder PATH] [--runs 0,0.0001,0.05,keys]: N transactions, and the shares that change before the runs
// after the first; with fewer than 1,000,000 the targets are not judged.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { changeStatements, fillStatements, HOSPITAL, pipelineSpec, sizes, writeClaims } from './generated-hospital.mjs';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    folder: { type: 'string', default: tmpdir() },
    runs: { type: 'string', default: '0,0.0001,0.05,keys' },
  },
});
const transactions = Number(options.rows);
/** The run after 5 % changed takes at most this share of the first run's time; that after 0.01 % these seconds; none more memory. */
const TARGETS = { ofFirst: 0.2, seconds: 5, megabytes: 2_000 };
const MEASURED_FROM = 1_000_000;
const KEYS_READ = 'nothing changed, every key read';
const changed = (share) => (share === 0 ? 'nothing changed' : `${share * 100} % changed`);
/** Disk that one transaction takes, with its share of the other tables: in the database, the landing, the warehouse and what it spills. */
const BYTES_PER_TRANSACTION = 3_000;
const BYTES_AT_LEAST = 1_000_000_000;

const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`;
const needed = BYTES_AT_LEAST + transactions * BYTES_PER_TRANSACTION;
const { bavail, bsize } = statfsSync(options.folder);
console.log(
  `${transactions.toLocaleString('en')} transactions take about ${gigabytes(needed)} of disk in ${options.folder}; ${gigabytes(bavail * bsize)} are free`,
);
if (bavail * bsize < needed) {
  console.error(
    'DISK_FULL: there is not enough room. Name another folder with --folder, or fewer transactions with --rows.',
  );
  process.exit(2);
}

const folder = mkdtempSync(join(options.folder, 'rcm-bench-'));
const { devFolders } = require('../dist/cli/dev/dev-folders');
const { openDevServer } = require('../dist/cli/dev/dev-server');
const { devSpec } = require('../dist/cli/dev/dev-users');
const { devSecrets } = require('../dist/jobs/engines/embedded/dev-secrets');
const { localFolders } = require('../dist/jobs/engines/embedded/local-folders');
const { EnvironmentSecrets } = require('../dist/jobs/secrets/environment');
const { connect } = require('../dist/jobs/sources/mysql/connect');
const { modelOf } = require('../dist/model/model');
const { parseSpec } = require('../dist/model/parse-spec');
const { pipelineSpecSchema } = require('../dist/model/spec');
const { createTableStatements } = require('../dist/sample/mysql');

const state = join(folder, '.rcm/bench-dev');
mkdirSync(state, { recursive: true, mode: 0o700 });
const local = localFolders(state);
let server = null;
// An interrupted benchmark leaves nothing behind; the server ends with this process.
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
try {
  const { port, stop } = await openDevServer(devFolders(state), [HOSPITAL]);
  server = { stop };
  const specs = Object.fromEntries(
    ['every_run', 'never'].map((keyScan) => {
      const file = join(folder, `${keyScan}.json`);
      const spec = parseSpec(pipelineSpecSchema, pipelineSpec(port, keyScan));
      writeFileSync(file, JSON.stringify(devSpec(spec, port)));
      return [keyScan, file];
    }),
  );
  const inDatabase = await filler(port);
  const spec = parseSpec(pipelineSpecSchema, pipelineSpec(port, 'never'));
  await inDatabase(createTableStatements(modelOf(spec), spec.hospitals[0]));
  await inDatabase(fillStatements(transactions));
  await writeClaims(local.inbox, transactions);

  const runs = [await measured('first', specs.every_run)];
  for (const [index, word] of options.runs.split(',').entries()) {
    const share = word === 'keys' ? 0 : Number(word);
    if (share > 0) {
      await inDatabase(changeStatements(transactions, share, index + 1));
      await writeClaims(local.inbox, transactions, { share, turn: index + 1 });
    }
    runs.push(
      await measured(word === 'keys' ? KEYS_READ : changed(share), word === 'keys' ? specs.every_run : specs.never),
    );
  }
  report(runs);
} finally {
  await server?.stop();
}

/** Runs statements in the hospital's database, as the user that may write. */
async function filler(port) {
  const { emr } = devSpec(parseSpec(pipelineSpecSchema, pipelineSpec(port, 'never')), port, 'owner').hospitals[0];
  const secrets = new EnvironmentSecrets(devSecrets(state));
  return async (statements) => {
    const source = await connect(emr, { secrets });
    try {
      for (const statement of statements) await source.connection.promise().query(statement);
    } finally {
      source.close();
    }
  };
}

async function measured(title, spec) {
  const costFile = join(folder, 'cost.json');
  const load = loadavg()[0];
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', join(root, 'bench/exit-cost.cjs'), join(root, 'dist/cli/rcm.js'), 'run', '--mysql', '--spec', spec],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, BENCH_COST_FILE: costFile }, maxBuffer: 1e9 },
  );
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`the run "${title}" ended with ${status}: ${stderr.slice(-2_000)}`);
  const { processor, megabytes } = JSON.parse(readFileSync(costFile, 'utf8'));
  const { rows, steps } = await audited();
  const result = { title, seconds, processor, megabytes, rows, steps, bytes: statSync(local.warehouse).size, load };
  console.log(`${title}: ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor time`);
  return result;
}

/** The newest run as ops has it: rows landed, and seconds by kind of step. */
async function audited() {
  const { DuckDBInstance } = require('@duckdb/node-api');
  const instance = await DuckDBInstance.create(local.warehouse, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const read = await connection.runAndReadAll(`
    select split_part(step_id, '.', 1) as kind, min(started_at) as began, sum(rows_out) as landed,
      round(sum(date_diff('millisecond', started_at, ended_at)) / 1000, 1)::double as seconds
    from ops.steps where run_id = (select run_id from ops.runs order by started_at desc limit 1) group by kind order by began`);
  const found = read.getRowObjects();
  connection.closeSync();
  instance.closeSync();
  return {
    rows: Number(found.find(({ kind }) => kind === 'extract')?.landed ?? 0),
    steps: Object.fromEntries(found.map(({ kind, seconds }) => [kind, seconds])),
  };
}

function report(runs) {
  const [first] = runs;
  const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
  const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ' with changes'}`;
  const rows = Object.entries(sizes(transactions)).map(([table, count]) => `${count.toLocaleString('en')} ${table}`);
  const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
  console.log(
    `\n${rows.join(', ')}; commit ${commit}; ${cpus().length} cores, ${gigabytes(totalmem())}, Node ${process.versions.node}\n`,
  );
  row(['run', 'rows landed', 'time', 'of the first', 'processor time', 'of the first', 'memory', 'warehouse', 'load']);
  row(Array(9).fill('---'));
  for (const each of runs)
    row([
      ...[each.title, each.rows.toLocaleString('en'), `${each.seconds.toFixed(1)} s`],
      ...[(each.seconds / first.seconds).toFixed(3), `${each.processor.toFixed(1)} s`],
      ...[(each.processor / first.processor).toFixed(3), `${Math.round(each.megabytes)} MB`],
      ...[`${Math.round(each.bytes / 1e6)} MB`, each.load.toFixed(1)],
    ]);
  console.log('\nSeconds of steps, which wait for each other, by kind:\n');
  const kinds = Object.keys(first.steps);
  row(['run', ...kinds]);
  row(['---', ...kinds.map(() => '---')]);
  for (const { title, steps } of runs) row([title, ...kinds.map((kind) => String(steps[kind] ?? 0))]);
  console.log(`\n${JSON.stringify({ commit, transactions, runs })}`);

  if (transactions < MEASURED_FROM) return;
  const missedBy = (share, most) => (runs.find(({ title }) => title === changed(share))?.seconds ?? 0) > most;
  const missed = [
    ...(missedBy(0.05, TARGETS.ofFirst * first.seconds) ? [`5 % changed: ${TARGETS.ofFirst} of the first run`] : []),
    ...(missedBy(0.0001, TARGETS.seconds) ? [`0.01 % changed: ${TARGETS.seconds} s`] : []),
    ...(runs.some(({ megabytes }) => megabytes > TARGETS.megabytes) ? [`memory: ${TARGETS.megabytes} MB`] : []),
  ];
  if (missed.length === 0) return;
  console.log(`MISSED: ${missed.join('; ')}`);
  process.exitCode = 1;
}
