import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, chownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, type QueryResult } from 'pg';
import { engineProgram } from './available';
import { createCertificate } from './certificate';
import type { DatabaseServer, ServerAddress } from './database-server';
import { engineFolder, freePorts, startEngineProcess, uniqueName } from './engine-process';

const run = promisify(execFile);

/** A PostgreSQL server of the tests: TCP on 127.0.0.1, UTF-8, texts compared by their bytes. */
export type Postgres = DatabaseServer;

/** The handle for a server that somebody else started. */
export function postgresAt(address: ServerAddress, stop: () => Promise<void> = async () => {}): Postgres {
  const { host, port, user, password } = address;
  const execute: Postgres['execute'] = async (sql, database = 'postgres') => {
    const client = new Client({ host, port, user, password, database, ssl: false });
    await client.connect();
    try {
      const results = (await client.query(sql)) as QueryResult | QueryResult[];
      return [results].flat().at(-1)?.rows ?? [];
    } finally {
      await client.end();
    }
  };
  return {
    ...address,
    execute,
    createDatabase: async (prefix = 'emr_') => {
      const name = uniqueName(prefix);
      // From the empty template: nothing else can be connected to it, and it is copied in a tenth of a second.
      await execute(`CREATE DATABASE "${name}" TEMPLATE template0`);
      return name;
    },
    stop,
  };
}

/** The server refuses to be run by root: then its own account runs it. */
function account(): { readonly prefix: readonly string[]; own(path: string): void } {
  if (process.getuid?.() !== 0) return { prefix: [], own: () => {} };
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith('postgres:'));
  const [, , uid = '65534', gid = '65534'] = line?.split(':') ?? [];
  return {
    prefix: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'],
    own: (path) => chownSync(path, Number(uid), Number(gid)),
  };
}

/**
 * Starts a server of your own, with empty databases, in about 2 seconds; for tests that stop or restart it.
 * All others take the shared one, `sharedPostgres()` of shared-engines.
 * @param options.certificateNames whom the certificate names, as openssl writes it. @default IP:127.0.0.1
 */
export async function startPostgres(options: { readonly certificateNames?: string } = {}): Promise<Postgres> {
  const folder = engineFolder('postgres');
  const { prefix, own } = account();
  const data = join(folder, 'data');
  const secret = () => randomBytes(12).toString('hex');
  const owner = { user: 'emr_owner', password: secret() };
  const reader = { user: 'emr_reader', password: secret() };
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, owner.password, { mode: 0o600 });
  for (const path of [folder, passwordFile]) own(path);
  const [port = 0] = await freePorts(1);
  const as = (command: string, args: readonly string[]) => {
    const [program = command, ...rest] = [...prefix, command, ...args];
    return { program, rest };
  };
  const initialize = as(engineProgram('postgres', 'initialize'), [
    ...['-D', data, '-U', owner.user, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
  ]);
  const [{ key, certificate }] = await Promise.all([
    createCertificate(engineProgram('postgres', 'openssl'), folder, options.certificateNames ?? 'IP:127.0.0.1'),
    run(initialize.program, initialize.rest, { cwd: folder }),
  ]);
  for (const path of [key, certificate]) own(path);
  chmodSync(key, 0o600);
  const ca = readFileSync(certificate, 'utf8');
  const address: ServerAddress = { host: '127.0.0.1', port, ...owner, reader, ca };
  const settings = {
    ...{ listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 60 },
    ...{ ssl: 'on', ssl_cert_file: certificate, ssl_key_file: key },
    // Nobody needs these rows after a crash of the machine.
    ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', shared_buffers: '32MB' },
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  appendFileSync(join(data, 'postgresql.conf'), lines.join(''));
  const command = as(engineProgram('postgres', 'server'), ['-D', data]);
  const server = await startEngineProcess({
    ...{ title: 'PostgreSQL', folder, command: command.program, args: command.rest },
    // SIGTERM would wait until every client has gone.
    endSignal: 'SIGINT',
    ready: async () => {
      await postgresAt(address).execute('SELECT 1');
      return true;
    },
  });
  const postgres = postgresAt(address, () => server.stop());
  await postgres.execute(
    `CREATE ROLE ${reader.user} LOGIN PASSWORD '${reader.password}'; GRANT pg_read_all_data TO ${reader.user}`,
  );
  return postgres;
}
