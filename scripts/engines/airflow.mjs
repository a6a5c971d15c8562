// Airflow and its Google provider, the versions Composer 3 runs, in a Python virtual environment of their own.
import { join } from 'node:path';
import { pythonEnvironment } from './python-environment.mjs';

const environment = pythonEnvironment({
  name: 'airflow',
  distribution: 'apache-airflow',
  title: 'Airflow (uv, half a minute the first time)',
});

/** What is there now; an absent engine has no entry. */
export async function findAirflow() {
  const version = await environment.version();
  const commands = { python: environment.python, airflow: join(environment.folder, 'bin/airflow') };
  return version ? { airflow: { version, commands } } : {};
}

/** Installs Airflow, unless it is there. About 3 minutes the first time. */
export const installAirflow = environment.install;
