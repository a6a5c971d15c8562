// Airflow and its Google provider, the versions Composer 3 runs, in a Python virtual environment of their own.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from '../progress.mjs';
import { outputOf, runLogged } from '../run-command.mjs';
import { ENGINES, findProgram, installFresh, isInstalled, logFile, pinsOf, root } from './installation.mjs';

/** Every package of the environment with its version (`pip freeze`). */
const REQUIREMENTS = join(root, 'test/engines/airflow-requirements.txt');
const VENV = join(ENGINES, 'airflow');
const PYTHON = join(VENV, 'bin/python');

const pins = () => pinsOf(REQUIREMENTS, process.platform, process.arch);
const ready = () => isInstalled('airflow', pins()) && existsSync(PYTHON);

/** What is there now; an absent engine has no entry. */
export async function findAirflow() {
  if (!ready()) return {};
  const version = await outputOf(PYTHON, [
    '-c',
    "from importlib.metadata import version; print(version('apache-airflow'))",
  ]);
  return version ? { airflow: { version, commands: { python: PYTHON, airflow: join(VENV, 'bin/airflow') } } } : {};
}

/** Python 3.10 to 3.12: Airflow 2.11 does not run on 3.13, the Google provider not on 3.9. */
async function findPython() {
  const check = 'import sys, venv, ensurepip; assert (3, 10) <= sys.version_info[:2] <= (3, 12)';
  for (const name of ['python3', 'python3.12', 'python3.11', 'python3.10']) {
    const python = findProgram(name);
    if (python && (await outputOf(python, ['-c', check])) !== undefined) return python;
  }
  return undefined;
}

/**
 * Installs Airflow, unless it is there. About 3 minutes the first time.
 * @throws Error that says what to install, where there is no suitable Python.
 */
export async function installAirflow() {
  if (ready()) return;
  const python = await findPython();
  if (!python)
    throw new Error('no Python 3.10, 3.11 or 3.12 with venv here: install one (Debian: python3 and python3-venv)');
  await timed('Airflow (pip, minutes the first time)', () =>
    installFresh('airflow', pins(), async () => {
      rmSync(VENV, { recursive: true, force: true });
      const options = { env: { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' }, logFile: logFile('airflow') };
      await runLogged(python, ['-m', 'venv', VENV], options);
      await runLogged(PYTHON, ['-m', 'pip', 'install', '--quiet', '--retries', '5', '-r', REQUIREMENTS], options);
    }),
  );
}
