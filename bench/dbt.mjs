// A part of history.mjs: dbt-duckdb in a folder under the system's folder for temporary files, and its snapshot of one delivery.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pinsOf } from '../scripts/engines/installation.mjs';
import { installUv, UV_ENVIRONMENT } from '../scripts/engines/uv.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const REQUIREMENTS = join(here, 'dbt-requirements.txt');
const FOLDER = join(tmpdir(), `rcm-bench-dbt-${pinsOf(REQUIREMENTS)}`);
const PYTHON = join(FOLDER, 'bin/python');
/** Written last. */
const COMPLETE = join(FOLDER, 'complete');

/** Whether dbt is there, whole. */
export const isInstalled = () => existsSync(COMPLETE);

/** Installs dbt into a folder of its own, unless it is there. */
export async function install() {
  if (isInstalled()) return;
  const { uv, base } = await installUv();
  rmSync(FOLDER, { recursive: true, force: true });
  const run = (...args) => output(uv, args, UV_ENVIRONMENT);
  run('venv', '--quiet', '--python', base, FOLDER);
  run('pip', 'install', '--quiet', '--python', PYTHON, '-r', REQUIREMENTS);
  writeFileSync(COMPLETE, '');
}

function output(program, args, environment) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  if (status !== 0)
    throw new Error(`${program} ended with ${status ?? error}: ${stderr.trim().split('\n').slice(-5).join('\n')}`);
  return stdout;
}

/** The rows of a landing with the columns of their table alone, as one parquet file: what dbt is given. */
export async function exportDelivery(landing, columns, to) {
  const { DuckDBInstance } = createRequire(import.meta.url)('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const names = columns.map((name) => `"${name}"`).join(', ');
  await connection.run(
    `copy (select ${names} from read_parquet('${landing}/part*.parquet', hive_partitioning = false)) to '${to}' (format parquet, compression zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
}

/** A project with one snapshot: `check` compares the columns of a row, as our history does, whatever its time of change says. */
export function writeProject(folder, columns) {
  mkdirSync(join(folder, 'snapshots'), { recursive: true });
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write(
    'dbt_project.yml',
    "name: bench\nversion: '1.0'\nprofile: bench\nflags: {send_anonymous_usage_stats: false, use_colors: false}\n",
  );
  write(
    'profiles.yml',
    `bench: {target: dev, outputs: {dev: {type: duckdb, path: "{{ env_var('BENCH_DATABASE') }}", schema: main, threads: 1}}}\n`,
  );
  write(
    'snapshots/transactions.sql',
    `{% snapshot transactions_snapshot %}
{{ config(unique_key='transaction_id', strategy='check', check_cols=${JSON.stringify(columns)}, target_schema='main') }}
select * from read_parquet('{{ env_var("BENCH_DELIVERY") }}')
{% endsnapshot %}
`,
  );
}

/** What the snapshot of a delivery took: see dbt-snapshot.py. */
export function snapshot(project, database, delivery) {
  const environment = { BENCH_DATABASE: database, BENCH_DELIVERY: delivery, DO_NOT_TRACK: '1' };
  return JSON.parse(
    output(PYTHON, [join(here, 'dbt-snapshot.py'), project], environment)
      .trim()
      .split('\n')
      .at(-1),
  );
}
