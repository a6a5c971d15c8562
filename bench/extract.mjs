// Extraction of one large table from MariaDB: our step, the database client's own dump and dlt's fastest backend take turns in one run.
// Run: npm run bench:extract [-- rows [turns]]: with fewer than 1,000,000 rows the targets are not judged; with fewer than 100,000 dlt is left out
// unless a larger run has installed it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installUv, UV_ENVIRONMENT } from '../scripts/engines/uv.mjs';

const require = createRequire(import.meta.url);
require('../scripts/load-typescript.cjs');
const { startMariaDb } = require('../test/engines/mariadb.ts');

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const rows = Number(process.argv[2] ?? 1_000_000);
const turns = Number(process.argv[3] ?? 3);
/** The least that counts, beside the goal: of the dump's rate, of dlt's time, rows per processor second, MB. */
const LEAST = { dump: 0.6, dlt: 0.55, rowsPerSecond: 60_000, megabytes: 250 };
const GOAL = { dump: 0.85, dlt: 0.5, rowsPerSecond: 150_000, megabytes: 150 };
const JUDGED = 1_000_000;
const WITH_PEERS = 100_000;
const DLT = [
  'dlt[filesystem,parquet]==1.31.0',
  'connectorx==0.4.6',
  'sqlalchemy==2.1.9',
  'pymysql==1.2.4',
  'pandas==3.1.1',
];

const day = (from) => `date '${from}' + interval (seq mod 1800) day`;
const TABLE = `create table transactions (
  TransactionID varchar(50) not null primary key, EncounterID varchar(255), PatientID varchar(255), ProviderID varchar(255), DeptID varchar(255),
  VisitDate date, ServiceDate date, PaidDate date, VisitType varchar(255), Amount decimal(12,2), AmountType varchar(255), PaidAmount decimal(12,2),
  ClaimID varchar(255), PayorID varchar(255), ProcedureCode varchar(255), ICDCode varchar(255), LineOfBusiness varchar(255),
  MedicaidID varchar(255), MedicareID varchar(255), InsertDate date, ModifiedDate datetime(6), key (ModifiedDate))`;
const ROWS = `insert into transactions select concat('TRANS', lpad(seq, 8, '0')), concat('ENC', lpad(seq, 8, '0')),
  concat('HOSP1-', lpad(seq mod 150000, 7, '0')), concat('PROV0', seq mod 900), concat('DEPT0', seq mod 30),
  ${day('2020-01-01')}, ${day('2020-01-02')}, if(seq mod 5 = 0, null, ${day('2020-01-20')}),
  elt(1 + seq mod 4, 'Routine', 'Emergency', 'Follow-up', 'Consultation'), (seq * 7919 mod 100000) / 100,
  elt(1 + seq mod 5, 'Co-pay', 'Insurance', 'Self-pay', 'Medicaid', 'Medicare'), (seq * 7919 mod 100000) / 200,
  concat('CLAIM', lpad(seq, 8, '0')), concat('PAYER', seq mod 9999), 90000 + seq mod 9999, concat('I', seq mod 90, '.4'),
  elt(1 + seq mod 3, 'Commercial', 'Medicaid', 'Medicare'), concat('MEDI', seq mod 99999), concat('MCARE', seq mod 99999), ${day('2020-01-02')},
  timestamp('2024-01-01 10:11:12') + interval seq second + interval (seq mod 1000000) microsecond from seq_1_to_${rows}`;

/** Runs a command to its end: its time from start to end, processor time and largest memory, as the system counts them. */
const MEASURE = `import json, resource, subprocess, sys, time
begun = time.monotonic()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'status': status, 'seconds': time.monotonic() - begun, 'processor': used.ru_utime + used.ru_stime, 'megabytes': used.ru_maxrss / 1024}))`;
function measure(command, parameters, environment = {}) {
  const { stdout, stderr } = spawnSync('python3', ['-c', MEASURE, command, ...parameters], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  const result = JSON.parse(stdout.trim().split('\n').at(-1) || '{}');
  if (result.status !== 0) throw new Error(`${command} ended with ${result.status}: ${stderr.slice(-2_000)}`);
  return result;
}

/** dlt in a Python environment of its own, which stays for the next run; null: not for so few rows. */
async function dltPython() {
  const folder = join(root, 'node_modules/.cache/bench/dlt');
  const python = join(folder, 'bin/python');
  if (existsSync(join(folder, 'complete'))) return python;
  if (rows < WITH_PEERS) return null;
  const { uv, base } = await installUv();
  const env = { ...process.env, ...UV_ENVIRONMENT };
  for (const parameters of [
    ['venv', '--quiet', '--clear', '--python', base, folder],
    ['pip', 'install', '--quiet', '--python', python, ...DLT],
  ]) {
    const { status, stderr } = spawnSync(uv, parameters, { encoding: 'utf8', env });
    if (status !== 0) throw new Error(`uv ${parameters[0]} ended with ${status}: ${stderr}`);
  }
  writeFileSync(join(folder, 'complete'), '');
  return python;
}

const dltProgram = (url, out) => `import dlt
from dlt.destinations import filesystem
from dlt.sources.sql_database import sql_table
table = sql_table(credentials=${JSON.stringify(url)}, table='transactions', backend='connectorx', backend_kwargs={'conn': ${JSON.stringify(url.replace('mysql+pymysql', 'mysql'))}}, reflection_level='full_with_precision')
pipeline = dlt.pipeline('bench', destination=filesystem(${JSON.stringify(`file://${out}`)}), pipelines_dir=${JSON.stringify(`${out}/state`)}, dataset_name='landing')
pipeline.run(table, loader_file_format='parquet', write_disposition='replace')
`;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const medians = (results) =>
  Object.fromEntries(Object.keys(results[0]).map((key) => [key, median(results.map((each) => each[key]))]));

const python = await dltPython();
const folder = mkdtempSync(join(tmpdir(), 'rcm-bench-extract-'));
const server = await startMariaDb({ serverOptions: ['--innodb-buffer-pool-size=1G'] });
try {
  const database = await server.createDatabase('bench_');
  await server.execute(TABLE, database);
  await server.execute(ROWS, database);
  await server.execute('analyze table transactions', database);
  const { host, port, user, password } = server;
  const extract = join(folder, 'extract.cjs');
  writeFileSync(
    extract,
    `const { benchExtract } = require(${JSON.stringify(join(root, 'bench/extract-program.cjs'))});
benchExtract(${JSON.stringify({ host, port, user, database, folder: join(folder, 'lake') })});`,
  );
  // Not dlt.py: Python would take it for the package.
  const dlt = join(folder, 'read_table.py');
  mkdirSync(join(folder, 'dlt'));
  writeFileSync(
    dlt,
    dltProgram(`mysql+pymysql://${user}:${password}@${host}:${port}/${database}`, join(folder, 'dlt')),
  );
  const dump = ['--no-defaults', `--host=${host}`, `--port=${port}`, `--user=${user}`, '--quick', '--batch', database];
  const commands = {
    dump: () => measure('mariadb', [...dump, '--execute=select * from transactions'], { MYSQL_PWD: password }),
    ...(python ? { dlt: () => measure(python, [dlt], { RUNTIME__DLTHUB_TELEMETRY: 'false' }) } : {}),
    ours: () => measure(process.execPath, [extract], { RCM_SECRET_EMR: password }),
  };
  const results = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  // The first reading fills the server's memory.
  commands.dump();
  const load = [];
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [name, run] of Object.entries(commands)) {
      results[name].push(run());
      load.push(loadavg()[0]);
      rmSync(join(folder, 'lake'), { recursive: true, force: true });
    }
  }
  report(Object.fromEntries(Object.entries(results).map(([name, each]) => [name, medians(each)])), Math.max(...load));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function report({ dump, dlt, ours }, load) {
  const commit = spawnSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' }).stdout.trim();
  const gigabytes = (totalmem() / 1e9).toFixed(0);
  console.log(
    `${rows} rows x 21 columns, ${cpus().length} cores, ${gigabytes} GB, load up to ${load.toFixed(1)}, commit ${commit}, medians of ${turns}`,
  );
  const line = (name, { seconds, processor, megabytes }) =>
    console.log(
      `  ${name.padEnd(28)} ${seconds.toFixed(2)} s, ${processor.toFixed(2)} s of processor time, ${megabytes.toFixed(0)} MB, ${Math.round(rows / processor)} rows per processor second`,
    );
  line("the client's dump", dump);
  if (dlt) line('dlt with connectorx', dlt);
  line('ours: typed, hashed, manifest', ours);
  const figures = [
    { what: "of the dump's rate", is: dump.seconds / ours.seconds, least: LEAST.dump, goal: GOAL.dump, better: 'more' },
    ...(dlt
      ? [{ what: "of dlt's time", is: ours.seconds / dlt.seconds, least: LEAST.dlt, goal: GOAL.dlt, better: 'less' }]
      : []),
    {
      what: 'rows per processor second',
      is: rows / ours.processor,
      least: LEAST.rowsPerSecond,
      goal: GOAL.rowsPerSecond,
      better: 'more',
    },
    { what: 'MB', is: ours.megabytes, least: LEAST.megabytes, goal: GOAL.megabytes, better: 'less' },
  ];
  const reaches = ({ is, better }, bound) => (better === 'more' ? is >= bound : is <= bound);
  for (const figure of figures) {
    const verdict = reaches(figure, figure.goal) ? 'goal' : reaches(figure, figure.least) ? 'least' : 'MISSED';
    const shown = figure.is < 10 ? figure.is.toFixed(2) : String(Math.round(figure.is));
    console.log(
      `  ${shown} ${figure.what}; least ${figure.least}, goal ${figure.goal}: ${rows < JUDGED ? 'not judged' : verdict}`,
    );
  }
  if (rows >= JUDGED && figures.some((figure) => !reaches(figure, figure.least))) process.exitCode = 1;
}
