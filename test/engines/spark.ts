import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { engineProgram } from './available';
import { engineFolder } from './engine-process';

const run = promisify(execFile);

/**
 * Runs a PySpark program in one process with two threads, with the MySQL driver at hand; returns what it prints on stdout.
 * About 15 seconds, most of them for starting.
 * @throws Error with what it wrote on stderr if it exits other than 0
 */
export async function runSparkProgram(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = ['--master', 'local[2]', '--jars', engineProgram('spark', 'driver')];
  const settings = ['spark.ui.enabled=false', 'spark.sql.shuffle.partitions=2', 'spark.driver.host=127.0.0.1'];
  // A program may write into its working folder.
  const cwd = engineFolder('spark');
  const { stdout } = await run(engineProgram('spark', 'python'), [program, ...args], {
    cwd,
    env: {
      ...process.env,
      PYSPARK_SUBMIT_ARGS: [...options, ...settings.flatMap((each) => ['--conf', each]), 'pyspark-shell'].join(' '),
      PYSPARK_PYTHON: engineProgram('spark', 'python'),
      PYTHONDONTWRITEBYTECODE: '1',
      ...environment,
    },
  }).finally(() => rmSync(cwd, { recursive: true, force: true }));
  return stdout;
}
