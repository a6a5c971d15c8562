import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { engineProgram } from './available';
import { engineFolder } from './engine-process';

const run = promisify(execFile);
/** DagBag output of a large folder; Node's own limit is 1 MiB. */
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024;

/** An Airflow of its own: home folder, migrated SQLite database, empty DAG folder. No server runs. */
export interface Airflow {
  /** The Python that has Airflow and its Google provider. */
  readonly python: string;
  /** AIRFLOW_HOME. */
  readonly home: string;
  /** Where `DagBag()` and the command line look for DAGs, `<home>/dags`. */
  readonly dagsFolder: string;
  /** The environment to run `python` or `airflow` with. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Runs a Python program; returns what it prints on stdout.
   * @throws Error with its traceback in the message if it exits other than 0.
   */
  runPython(program: string): Promise<string>;
  /** Runs the command line, e.g. `['dags', 'list', '--output', 'json']`; returns stdout. */
  runAirflow(args: readonly string[]): Promise<string>;
  /** Removes the home folder. */
  remove(): void;
}

/** Prepares an Airflow home and migrates its database, in about 5 seconds. Call `remove()` at the end. */
export async function prepareAirflow(): Promise<Airflow> {
  const python = engineProgram('airflow', 'python');
  const home = engineFolder('airflow');
  const dagsFolder = join(home, 'dags');
  mkdirSync(dagsFolder);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    AIRFLOW_HOME: home,
    AIRFLOW__CORE__DAGS_FOLDER: dagsFolder,
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__CORE__UNIT_TEST_MODE: 'False',
    AIRFLOW__LOGGING__LOGGING_LEVEL: 'WARNING',
    AIRFLOW__USAGE_DATA_COLLECTION__ENABLED: 'False',
    SCARF_ANALYTICS: 'false',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const start = async (command: string, args: readonly string[]) =>
    (await run(command, [...args], { env, maxBuffer: MAX_OUTPUT_BYTES })).stdout;
  const airflow: Airflow = {
    python,
    home,
    dagsFolder,
    env,
    runPython: (program) => start(python, ['-c', program]),
    runAirflow: (args) => start(engineProgram('airflow', 'airflow'), args),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
  try {
    await airflow.runAirflow(['db', 'migrate']);
  } catch (error) {
    airflow.remove();
    throw error;
  }
  return airflow;
}
