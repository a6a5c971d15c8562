// MariaDB, PostgreSQL and Chromium come from the system: found where they are, or installed with apt-get.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { timed } from '../progress.mjs';
import { outputOf, runLogged } from '../run-command.mjs';
import { findProgram, logFile } from './installation.mjs';

/** The server alone: the full package would also start a database service on this machine. */
const MARIADB_PACKAGES = ['mariadb-server-core', 'mariadb-client-core', 'openssl'];
const POSTGRES_PACKAGES = ['postgresql', 'openssl'];
const CHROMIUM_PACKAGES = ['chromium'];
/** What keeps Debian's package from making and starting a database of its own. */
const POSTGRES_SETTINGS = '/etc/postgresql-common/createcluster.conf';
/** Where the servers of Debian and of Homebrew are, which put only clients on the PATH. */
const POSTGRES_FOLDERS = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];

async function mariadb() {
  const server = findProgram('mariadbd');
  const initialize = findProgram('mariadb-install-db');
  // Makes the certificate with which the server offers TLS.
  const openssl = findProgram('openssl');
  const version = server && initialize && openssl && (await outputOf(server, ['--version']));
  return version
    ? { version: /\d+\.\d+\.\d+/.exec(version)?.[0] ?? version, commands: { server, initialize, openssl } }
    : undefined;
}

/** Folders with programs of PostgreSQL, newest version first. */
function postgresFolders() {
  return POSTGRES_FOLDERS.filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => ({ folder: join(folder, name, 'bin'), name })))
    .map(({ folder, name }) => ({ folder, version: Number(/^(?:postgresql@)?(\d+)$/.exec(name)?.[1] ?? 0) }))
    .filter(({ version }) => version > 0)
    .sort((one, other) => other.version - one.version)
    .map(({ folder }) => folder);
}

async function postgres() {
  const folders = postgresFolders();
  const program = (name) => findProgram(...folders.map((folder) => join(folder, name)), name);
  const [server, initialize] = [program('postgres'), program('initdb')];
  const openssl = findProgram('openssl');
  const version = server && initialize && openssl && (await outputOf(server, ['--version']));
  return version
    ? { version: /\d+(\.\d+)+/.exec(version)?.[0] ?? version, commands: { server, initialize, openssl } }
    : undefined;
}

async function chromium() {
  const browser = findProgram(
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  );
  const version = browser && (await outputOf(browser, ['--version', '--no-sandbox']));
  return version ? { version: /\d+(\.\d+)+/.exec(version)?.[0] ?? version, commands: { browser } } : undefined;
}

/** What is there now, by engine; an absent engine has no entry. */
export async function findSystemPackages() {
  const found = { mariadb: await mariadb(), postgres: await postgres(), chromium: await chromium() };
  return Object.fromEntries(Object.entries(found).filter(([, engine]) => engine));
}

/**
 * Installs what is missing of MariaDB, PostgreSQL and Chromium with apt-get.
 * @throws Error that says what to install by hand, where there is no apt-get or this is not root.
 */
export async function installSystemPackages() {
  const found = await findSystemPackages();
  const packages = [
    ...(found.mariadb ? [] : MARIADB_PACKAGES),
    ...(found.postgres ? [] : POSTGRES_PACKAGES),
    ...(found.chromium ? [] : CHROMIUM_PACKAGES),
  ];
  if (packages.length === 0) return;
  const aptGet = findProgram('apt-get');
  if (!aptGet)
    throw new Error(
      'no apt-get here: install MariaDB 10.6 or newer (mariadbd), PostgreSQL 13 or newer and Chromium with your package manager',
    );
  if (process.getuid?.() !== 0) {
    throw new Error(
      `not root: run \`sudo apt-get install --no-install-recommends ${packages.join(' ')}\` and start again`,
    );
  }
  await timed(`apt-get ${packages.join(' ')}`, async () => {
    // Settings that are there already stay, also those that the packages do not register with dpkg.
    const env = { DEBIAN_FRONTEND: 'noninteractive', UCF_FORCE_CONFFOLD: '1' };
    const wait = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
    const options = { env, logFile: logFile('apt') };
    await runLogged(aptGet, [...wait, 'update'], options);
    if (!found.postgres && !existsSync(POSTGRES_SETTINGS)) {
      mkdirSync(dirname(POSTGRES_SETTINGS), { recursive: true });
      writeFileSync(POSTGRES_SETTINGS, 'create_main_cluster = false\n');
    }
    wait.push('-o', 'Dpkg::Options::=--force-confold');
    await runLogged(aptGet, [...wait, 'install', '-y', '--no-install-recommends', ...packages], options);
  });
}
