// Spark, the version Dataproc runs, in a Python virtual environment of its own, and the driver with which it reads MySQL.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from '../progress.mjs';
import { outputOf, runLogged } from '../run-command.mjs';
import { ENGINES, findProgram, installFresh, isInstalled, logFile, pinsOf, root } from './installation.mjs';

/** Every package of the environment with its version (`pip freeze`). */
const REQUIREMENTS = join(root, 'test/engines/spark-requirements.txt');
const VENV = join(ENGINES, 'spark');
const PYTHON = join(VENV, 'bin/python');
/** Spark fetches it with everything it needs into `jars/`. */
const MYSQL_DRIVER = 'com.mysql:mysql-connector-j:8.4.0';
const IVY = join(VENV, 'ivy');

const pins = () => pinsOf(REQUIREMENTS, MYSQL_DRIVER, process.platform, process.arch);
const driver = () => {
  const jars = join(IVY, 'jars');
  const name = existsSync(jars) && readdirSync(jars).find((each) => each.includes('mysql-connector-j'));
  return name ? join(jars, name) : undefined;
};
const ready = () => isInstalled('spark', pins()) && existsSync(PYTHON) && driver() !== undefined;

/** What is there now; an absent engine has no entry. */
export async function findSpark() {
  const java = findProgram('java');
  if (!ready() || !java) return {};
  const version = await outputOf(PYTHON, ['-c', "from importlib.metadata import version; print(version('pyspark'))"]);
  return version ? { spark: { version, commands: { python: PYTHON, java, driver: driver() } } } : {};
}

/** Python 3.8 to 3.12: on 3.13 Spark 3.5 does not run. */
async function findPython() {
  const check = 'import sys, venv, ensurepip; assert (3, 8) <= sys.version_info[:2] <= (3, 12)';
  for (const name of ['python3', 'python3.12', 'python3.11', 'python3.10']) {
    const python = findProgram(name);
    if (python && (await outputOf(python, ['-c', check])) !== undefined) return python;
  }
  return undefined;
}

/**
 * Installs Spark and the driver, unless they are there. About 2 minutes the first time.
 * @throws Error that says what to install, where there is no suitable Python or no Java.
 */
export async function installSpark() {
  if (ready()) return;
  const python = await findPython();
  if (!python) throw new Error('no Python 3.8 to 3.12 with venv here: install one (Debian: python3 and python3-venv)');
  if (!findProgram('java')) throw new Error('no Java here: install 11 or 17 (Debian: openjdk-17-jre-headless)');
  await timed('Spark (pip, minutes the first time)', () =>
    installFresh('spark', pins(), async () => {
      rmSync(VENV, { recursive: true, force: true });
      const options = { env: { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' }, logFile: logFile('spark') };
      await runLogged(python, ['-m', 'venv', VENV], options);
      await runLogged(PYTHON, ['-m', 'pip', 'install', '--quiet', '--retries', '5', '-r', REQUIREMENTS], options);
      const session = [
        'from pyspark.sql import SparkSession',
        `SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.jars.ivy", "${IVY}")` +
          `.config("spark.jars.packages", "${MYSQL_DRIVER}").getOrCreate().stop()`,
      ];
      await runLogged(PYTHON, ['-c', session.join('\n')], options);
    }),
  );
}
