import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { CommandError } from '../errors/command-error';

/** The programs of a MariaDB installation, as full paths. */
export interface MariaDbPrograms {
  readonly server: string;
  /** Writes the system tables of a new data folder. */
  readonly initialize: string;
}

/** Where packages put servers, which a user's PATH often leaves out: Debian and Fedora, Homebrew on both kinds of Mac, MacPorts, archives. */
const USUAL_FOLDERS = [
  ...['/usr/sbin', '/usr/libexec', '/usr/local/sbin', '/usr/bin', '/usr/local/bin'],
  ...['/opt/homebrew/bin', '/opt/homebrew/opt/mariadb/bin', '/usr/local/opt/mariadb/bin'],
  ...['/home/linuxbrew/.linuxbrew/bin', '/opt/local/lib/mariadb/bin', '/usr/local/mysql/bin'],
];
/** The second names are those of MariaDB before 10.5; MySQL's own server has the first of them too, but no program that initializes. */
const SERVERS = ['mariadbd', 'mysqld'];
const INITIALIZERS = ['mariadb-install-db', 'mysql_install_db'];

/**
 * Finds MariaDB on this machine: in PATH, then in the usual folders.
 * @param path folders to look in first, as PATH has them. @default PATH
 * @param usual folders to look in afterwards
 * @throws CommandError `DEV_SERVER_MISSING`
 */
export function findMariaDb(
  path = process.env['PATH'] ?? '',
  usual: readonly string[] = USUAL_FOLDERS,
): MariaDbPrograms {
  const folders = [...path.split(delimiter).filter((folder) => folder !== ''), ...usual];
  const server = firstProgram(folders, SERVERS);
  if (server !== undefined) {
    // Versions of Homebrew and archives have the programs in folders beside each other.
    const beside = [dirname(server), dirname(realpathSync(server))];
    const kept = beside.flatMap((folder) => [folder, join(folder, '../bin'), join(folder, '../scripts')]);
    const initialize = firstProgram([...kept, ...folders], INITIALIZERS);
    if (initialize !== undefined) return { server, initialize };
  }
  const found = server === undefined ? 'no mariadbd' : `${server}, but no ${INITIALIZERS[0]},`;
  throw new CommandError('DEV_SERVER_MISSING', `there is ${found} in PATH or in the usual folders`);
}

function firstProgram(folders: readonly string[], names: readonly string[]): string | undefined {
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
