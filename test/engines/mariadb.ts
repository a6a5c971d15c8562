import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { engineProgram } from './available';
import { createCertificate } from './certificate';
import type { DatabaseServer, ServerAddress } from './database-server';
import { type EngineProcess, engineFolder, freePorts, startEngineProcess, uniqueName } from './engine-process';

const run = promisify(execFile);

/** A MariaDB server of the tests: TCP on 127.0.0.1, time zone UTC, utf8mb4, strict SQL mode. */
export interface MariaDb extends DatabaseServer {
  /** `mysql://` address of a database for the owner or the reader. */
  url(database: string, as?: 'owner' | 'reader'): string;
}

/** The handle for a server that somebody else started. */
export function mariaDbAt(address: ServerAddress, stop: () => Promise<void> = async () => {}): MariaDb {
  const { host, port, user, password, reader } = address;
  const execute: MariaDb['execute'] = async (sql, database) => {
    const connection = await createConnection({
      ...{ host, port, user, password, multipleStatements: true, dateStrings: true },
      ...(database === undefined ? {} : { database }),
    });
    try {
      const [results, fields] = await connection.query(sql);
      // Several statements give a list of results and, at the same place, the columns of each.
      const several =
        Array.isArray(results) && Array.isArray(fields) && fields.some((entry) => !entry || Array.isArray(entry));
      const last: unknown = several ? (results as unknown[]).at(-1) : results;
      return Array.isArray(last) ? (last as RowDataPacket[]) : [];
    } finally {
      await connection.end();
    }
  };
  return {
    ...address,
    execute,
    createDatabase: async (prefix = 'emr_') => {
      const name = uniqueName(prefix);
      await execute(`CREATE DATABASE \`${name}\``);
      return name;
    },
    url: (database, as = 'owner') => {
      const login = as === 'owner' ? { user, password } : reader;
      return `mysql://${login.user}:${login.password}@${host}:${port}/${database}`;
    },
    stop,
  };
}

/**
 * Starts a server of your own, with empty databases, in about 2 seconds; for tests that stop, restart or slow it down.
 * All others take the shared one, `sharedMariaDb()` of shared-engines.
 * @param options.serverOptions further command-line options of mariadbd, e.g. `--max-connections=3`.
 * @param options.certificateNames whom the certificate names, as openssl writes it. @default IP:127.0.0.1
 */
export async function startMariaDb(
  options: { readonly serverOptions?: readonly string[]; readonly certificateNames?: string } = {},
): Promise<MariaDb> {
  const folder = engineFolder('mariadb');
  const data = join(folder, 'data');
  // A server that starts deletes the temporary tables that it finds, another server's too.
  const temporary = join(folder, 'tmp');
  for (const each of [data, temporary]) mkdirSync(each);
  const [port = 0] = await freePorts(1);
  const secret = () => randomBytes(12).toString('hex');
  const owner = { user: 'emr_owner', password: secret() };
  const reader = { user: 'emr_reader', password: secret() };
  const [{ key, certificate }] = await Promise.all([
    createCertificate(engineProgram('mariadb', 'openssl'), folder, options.certificateNames ?? 'IP:127.0.0.1'),
    run(engineProgram('mariadb', 'initialize'), [
      ...['--no-defaults', `--datadir=${data}`, `--user=${userInfo().username}`],
      ...[`--tmpdir=${temporary}`, '--auth-root-authentication-method=socket', '--skip-test-db', '--skip-name-resolve'],
    ]),
  ]);
  const initFile = join(folder, 'users.sql');
  const users = [
    `CREATE USER '${owner.user}'@'%' IDENTIFIED BY '${owner.password}'`,
    `GRANT ALL PRIVILEGES ON *.* TO '${owner.user}'@'%' WITH GRANT OPTION`,
    `CREATE USER '${reader.user}'@'%' IDENTIFIED BY '${reader.password}'`,
    `GRANT SELECT, SHOW VIEW ON *.* TO '${reader.user}'@'%'`,
  ];
  writeFileSync(initFile, users.map((statement) => `${statement};\n`).join(''), { mode: 0o600 });

  const ca = readFileSync(certificate, 'utf8');
  const address: ServerAddress = { host: '127.0.0.1', port, ...owner, reader, ca };
  const server: EngineProcess = await startEngineProcess({
    title: 'MariaDB',
    folder,
    command: engineProgram('mariadb', 'server'),
    args: [
      // A server started by root must name its user; for everybody else it is their own name.
      ...['--no-defaults', `--user=${userInfo().username}`, `--datadir=${data}`, `--init-file=${initFile}`],
      `--tmpdir=${temporary}`,
      ...[`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${join(folder, 'socket')}`, '--skip-name-resolve'],
      ...[`--ssl-ca=${certificate}`, `--ssl-cert=${certificate}`, `--ssl-key=${key}`],
      ...['--character-set-server=utf8mb4', '--default-time-zone=+00:00', '--local-infile=1'],
      // Nobody needs these rows after a crash of the machine: two to ten times faster.
      ...['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--innodb-log-file-size=64M'],
      ...(options.serverOptions ?? []),
    ],
    ready: async () => {
      await mariaDbAt(address).execute('SELECT 1');
      return true;
    },
  });
  return mariaDbAt(address, () => server.stop());
}
