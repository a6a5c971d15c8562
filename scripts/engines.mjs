// Installs the real engines that the tests run against, and lists their paths for test/engines/available.ts.
// `node scripts/engines.mjs` ends with a table. Under CI=true a missing engine is a failure, elsewhere a loud warning.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAirflow, installAirflow } from './engines/airflow.mjs';
import { findCheckov, installCheckov } from './engines/checkov.mjs';
import { buildGoServers, findGoServers } from './engines/go-servers.mjs';
import { ENGINES, withInstallLock } from './engines/installation.mjs';
import { findSpark, installSpark } from './engines/spark.mjs';
import { findSystemPackages, installSystemPackages } from './engines/system-packages.mjs';

/** The engines by the names tests use, with what each stands for and what brings it. */
const CATALOGUE = [
  { name: 'mariadb', title: 'MariaDB (Cloud SQL for MySQL)', installer: 'system' },
  { name: 'postgres', title: 'PostgreSQL (EMR databases)', installer: 'system' },
  { name: 'chromium', title: 'Chromium (dashboard)', installer: 'system' },
  { name: 'bigquery', title: 'BigQuery emulator', installer: 'go' },
  { name: 'gcs', title: 'Cloud Storage server', installer: 'go' },
  { name: 'airflow', title: 'Airflow (Composer 3)', installer: 'airflow' },
  { name: 'spark', title: 'Spark (Dataproc)', installer: 'spark' },
  { name: 'checkov', title: 'Checkov (public rules)', installer: 'checkov' },
];
const INSTALLERS = {
  system: installSystemPackages,
  go: buildGoServers,
  airflow: installAirflow,
  spark: installSpark,
  checkov: installCheckov,
};

/** Runs all installers in parallel; a failed one does not stop the others. */
async function runInstallers() {
  const outcomes = await Promise.all(
    Object.entries(INSTALLERS).map(async ([name, installer]) => {
      const since = Date.now();
      const failure = await installer().then(
        () => undefined,
        (error) => error.message,
      );
      return [name, { failure, seconds: (Date.now() - since) / 1000 }];
    }),
  );
  return Object.fromEntries(outcomes);
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * Installs every engine that this machine can run.
 * @returns the names of the missing ones; prints the reasons.
 */
export async function prepareEngines() {
  const outcomes = await withInstallLock(runInstallers);
  const found = {
    ...(await findSystemPackages()),
    ...findGoServers(),
    ...(await findAirflow()),
    ...(await findSpark()),
    ...(await findCheckov()),
  };
  // Renamed into place, so that a test run that starts now reads the old or the new list, never half of it.
  const list = join(ENGINES, 'engines.json');
  writeFileSync(`${list}.${process.pid}`, `${JSON.stringify(found, undefined, 2)}\n`);
  renameSync(`${list}.${process.pid}`, list);

  const rows = CATALOGUE.map(({ name, title, installer }) => [
    title,
    found[name]?.version ?? '-',
    found[name] ? 'ready' : 'MISSING',
    outcomes[installer].seconds.toFixed(1),
  ]);
  process.stderr.write(`\n${table([['engine', 'version', 'state', 'seconds'], ...rows])}\n`);

  const missing = CATALOGUE.filter(({ name }) => !found[name]);
  for (const installer of new Set(missing.map((engine) => engine.installer))) {
    const names = missing.filter((engine) => engine.installer === installer).map((engine) => engine.name);
    const reason = outcomes[installer].failure ?? 'it was installed but does not run';
    process.stderr.write(`\nMISSING ${names.join(', ')}: ${reason}\n`);
  }
  return missing.map(({ name }) => name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const missing = await prepareEngines();
  if (missing.length > 0 && process.env.CI !== 'true') {
    process.stderr.write('\nThe tests that need a missing engine will be skipped. Under CI=true they fail.\n');
  }
  process.exit(missing.length > 0 && process.env.CI === 'true' ? 1 : 0);
}
