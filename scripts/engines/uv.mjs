// uv installs the Python engines: it downloads side by side, and what it has downloaded once it links from its cache.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from '../progress.mjs';
import { outputOf, runLogged } from '../run-command.mjs';
import { ENGINES, findProgram, installFresh, isInstalled, logFile, pinsOf, root } from './installation.mjs';

/** uv itself, pinned by version and digest. */
const REQUIREMENTS = join(root, 'test/engines/uv-requirements.txt');
const FOLDER = join(ENGINES, 'uv');
const UV = join(FOLDER, 'bin/uv');

/** uv takes the Python it is given, and the package index that pip is set to where it has none of its own. */
export const UV_ENVIRONMENT = {
  UV_PYTHON_DOWNLOADS: 'never',
  UV_NO_PROGRESS: '1',
  ...(process.env.PIP_INDEX_URL && !process.env.UV_DEFAULT_INDEX
    ? { UV_DEFAULT_INDEX: process.env.PIP_INDEX_URL }
    : {}),
};

/** Python 3.10 to 3.12: Airflow 2.11 and Spark 3.5 do not run on 3.13, Airflow's Google provider not on 3.9. */
async function findPython() {
  const check = 'import sys, venv, ensurepip; assert (3, 10) <= sys.version_info[:2] <= (3, 12)';
  for (const name of ['python3', 'python3.12', 'python3.11', 'python3.10']) {
    const python = findProgram(name);
    if (python && (await outputOf(python, ['-c', check])) !== undefined) return python;
  }
  return undefined;
}

async function install() {
  const base = await findPython();
  if (!base)
    throw new Error('no Python 3.10, 3.11 or 3.12 with venv here: install one (Debian: python3 and python3-venv)');
  const pins = pinsOf(REQUIREMENTS, process.platform, process.arch);
  if (isInstalled('uv', pins) && existsSync(UV)) return { uv: UV, base };
  await timed('uv (pip, seconds)', () =>
    installFresh('uv', pins, async () => {
      rmSync(FOLDER, { recursive: true, force: true });
      const options = { env: { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' }, logFile: logFile('uv') };
      await runLogged(base, ['-m', 'venv', FOLDER], options);
      const pip = ['-m', 'pip', 'install', '--quiet', '--retries', '5', '--require-hashes', '-r', REQUIREMENTS];
      await runLogged(join(FOLDER, 'bin/python'), pip, options).catch((error) => {
        throw new Error(
          `pip cannot install uv. Check that pip reaches PyPI; where packages come from a mirror, set PIP_INDEX_URL.\n${error.message}`,
        );
      });
    }),
  );
  return { uv: UV, base };
}

let installing;

/**
 * Installs uv, unless it is there; the engines that need it wait for one installation.
 * @returns the path of uv and of the Python that the environments are built from.
 * @throws Error that says what to install, where there is no suitable Python, or what to set, where pip cannot reach PyPI.
 */
export function installUv() {
  installing ??= install();
  return installing;
}
