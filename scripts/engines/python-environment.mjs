// Virtual environments of Python, each with exactly the packages of its requirements file.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from '../progress.mjs';
import { outputOf, runLogged } from '../run-command.mjs';
import { ENGINES, findProgram, installFresh, isInstalled, logFile, pinsOf, root } from './installation.mjs';

/** Python 3.10 to 3.12: Airflow 2.11 and Spark 3.5 do not run on 3.13, Airflow's Google provider not on 3.9. */
async function findPython() {
  const check = 'import sys, venv, ensurepip; assert (3, 10) <= sys.version_info[:2] <= (3, 12)';
  for (const name of ['python3', 'python3.12', 'python3.11', 'python3.10']) {
    const python = findProgram(name);
    if (python && (await outputOf(python, ['-c', check])) !== undefined) return python;
  }
  return undefined;
}

/**
 * @param name of the engine: its folder under .engines and `test/engines/<name>-requirements.txt` (`pip freeze`).
 * @param distribution the package whose version is the engine's.
 * @param title what the progress says while pip works.
 * @param pins what else decides what is installed.
 * @param finish works in the environment after pip; gets the options for `runLogged`.
 * @param complete whether what `finish` makes is there.
 */
export function pythonEnvironment({ name, distribution, title, pins = [], finish, complete = () => true }) {
  const requirements = join(root, `test/engines/${name}-requirements.txt`);
  const folder = join(ENGINES, name);
  const python = join(folder, 'bin/python');
  const allPins = () => pinsOf(requirements, ...pins, process.platform, process.arch);
  const ready = () => isInstalled(name, allPins()) && existsSync(python) && complete();

  return {
    folder,
    python,
    /** Version of the installed distribution; undefined if it is not there. */
    version: async () =>
      ready()
        ? outputOf(python, ['-c', `from importlib.metadata import version; print(version('${distribution}'))`])
        : undefined,
    /**
     * Installs it, unless it is there.
     * @throws Error that says what to install, where there is no suitable Python.
     */
    install: async () => {
      if (ready()) return;
      const base = await findPython();
      if (!base)
        throw new Error('no Python 3.10, 3.11 or 3.12 with venv here: install one (Debian: python3 and python3-venv)');
      await timed(title, () =>
        installFresh(name, allPins(), async () => {
          rmSync(folder, { recursive: true, force: true });
          const options = { env: { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' }, logFile: logFile(name) };
          await runLogged(base, ['-m', 'venv', folder], options);
          await runLogged(python, ['-m', 'pip', 'install', '--quiet', '--retries', '5', '-r', requirements], options);
          await finish?.(options);
        }),
      );
    },
  };
}
