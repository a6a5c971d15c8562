import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { CommandError } from '../errors/command-error';
import { findMariaDb } from './find-mariadb';

describe('MariaDB on this machine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rcm-programs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const program = (name: string, mode = 0o755) => {
    const file = join(folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, '');
    chmodSync(file, mode);
    return file;
  };
  const failure = () => {
    try {
      findMariaDb(join(folder, 'bin'), []);
    } catch (error) {
      return error as CommandError;
    }
    throw new Error('it was found');
  };

  it('is found in PATH before the usual folders', () => {
    const [server, initialize] = [program('path/mariadbd'), program('path/mariadb-install-db')];
    program('usual/mariadbd');
    const path = [join(folder, 'nowhere'), join(folder, 'path')].join(delimiter);
    expect(findMariaDb(path, [join(folder, 'usual')])).toEqual({ server, initialize });
  });

  it('is found in the usual folders, also under the names that it had before', () => {
    const [server, initialize] = [program('sbin/mysqld'), program('bin/mysql_install_db')];
    expect(findMariaDb('', [join(folder, 'sbin'), join(folder, 'bin')])).toEqual({ server, initialize });
  });

  it('is found with what is installed beside the server that a link names', () => {
    const server = program('cellar/11.4/bin/mariadbd');
    const initialize = program('cellar/11.4/scripts/mariadb-install-db');
    mkdirSync(join(folder, 'bin'));
    symlinkSync(server, join(folder, 'bin/mariadbd'));
    expect(findMariaDb(join(folder, 'bin'), [])).toEqual({ server: join(folder, 'bin/mariadbd'), initialize });
  });

  it.each([
    ['nothing', () => {}],
    ['a file that cannot be run', () => void program('bin/mariadbd', 0o644)],
    ['a folder of that name', () => void mkdirSync(join(folder, 'bin/mariadbd'), { recursive: true })],
    ['MySQL alone, which cannot make a data folder so', () => void program('bin/mysqld')],
  ])('with %s is missing by code, with what to install', (_what, prepare) => {
    prepare();
    expect(failure()).toBeInstanceOf(CommandError);
    expect(failure()).toMatchObject({ code: 'DEV_SERVER_MISSING', exitCode: 2 });
    expect(failure().fix).toMatch(/apt-get install .*mariadb-server-core[\s\S]*brew install mariadb/);
  });
});
