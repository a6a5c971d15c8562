// Virtual environments of Python, each with exactly the packages of its requirements file.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from '../progress.mjs';
import { outputOf, runLogged } from '../run-command.mjs';
import { ENGINES, installFresh, isInstalled, logFile, pinsOf, root } from './installation.mjs';
import { installUv, UV_ENVIRONMENT } from './uv.mjs';

/**
 * @param name of the engine: its folder under .engines and `test/engines/<name>-requirements.txt` (written by uv).
 * @param distribution the package whose version is the engine's.
 * @param title what the progress says while uv works.
 * @param pins what else decides what is installed.
 * @param finish works in the environment after uv; gets the options for `runLogged`.
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
      const { uv, base } = await installUv();
      await timed(title, () =>
        installFresh(name, allPins(), async () => {
          rmSync(folder, { recursive: true, force: true });
          const options = { env: UV_ENVIRONMENT, logFile: logFile(name) };
          await runLogged(uv, ['venv', '--python', base, folder], options);
          await runLogged(uv, ['pip', 'install', '--python', python, '-r', requirements], options);
          await finish?.(options);
        }),
      );
    },
  };
}
