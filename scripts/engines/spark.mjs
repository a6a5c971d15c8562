// Spark, the version Dataproc runs, in a Python virtual environment of its own, and the driver with which it reads MySQL.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runLogged } from '../run-command.mjs';
import { ENGINES, findProgram } from './installation.mjs';
import { pythonEnvironment } from './python-environment.mjs';

/** Spark fetches it with everything it needs into `jars/`. */
const MYSQL_DRIVER = 'com.mysql:mysql-connector-j:8.4.0';
const IVY = join(ENGINES, 'spark', 'ivy');

const driver = () => {
  const jars = join(IVY, 'jars');
  const name = existsSync(jars) && readdirSync(jars).find((each) => each.includes('mysql-connector-j'));
  return name ? join(jars, name) : undefined;
};

const environment = pythonEnvironment({
  name: 'spark',
  distribution: 'pyspark',
  title: 'Spark (uv, a minute the first time)',
  pins: [MYSQL_DRIVER],
  complete: () => driver() !== undefined,
  finish: async (options) => {
    const session = [
      'from pyspark.sql import SparkSession',
      `SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.jars.ivy", "${IVY}")` +
        `.config("spark.jars.packages", "${MYSQL_DRIVER}").getOrCreate().stop()`,
    ];
    await runLogged(environment.python, ['-c', session.join('\n')], options);
  },
});

/** What is there now; an absent engine has no entry. */
export async function findSpark() {
  const java = findProgram('java');
  const version = java && (await environment.version());
  return version ? { spark: { version, commands: { python: environment.python, java, driver: driver() } } } : {};
}

/**
 * Installs Spark and the driver, unless they are there. About 2 minutes the first time.
 * @throws Error that says what to install, where there is no suitable Python or no Java.
 */
export async function installSpark() {
  if (!findProgram('java')) throw new Error('no Java here: install 11 or 17 (Debian: openjdk-17-jre-headless)');
  await environment.install();
}
