import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { secretVariable } from '../../jobs/secrets/environment';
import { emrDatabase } from '../../model/datasets';
import { parseSpec } from '../../model/parse-spec';
import { hasDatabase, type MySqlSpec, type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import { UsageError } from '../errors/usage-error';
import type { DevFolders } from './dev-folders';

/** The server listens on this machine only. */
export const DEV_HOST = '127.0.0.1';

/** Users of the databases, and the names of the secrets with their passwords. */
export const DEV_USERS = {
  /** May change everything in the hospitals' databases: the client of the engineer, and what fills them. */
  owner: { user: 'rcm_dev', secret: 'rcm-dev-owner' },
  /** May only read: the pipeline. */
  reader: { user: 'rcm_reader', secret: 'rcm-dev-reader' },
} as const;

/**
 * The spec of an environment with its hospitals' databases on the server, which is MariaDB: also of a hospital with another engine.
 * @throws SpecError; UsageError where a mapping has SQL of another engine
 */
export function devSpec(spec: PipelineSpec, port: number, as: keyof typeof DEV_USERS = 'reader'): PipelineSpec {
  const { user, secret: passwordSecret } = DEV_USERS[as];
  const emr = (id: string): MySqlSpec => ({
    ...{ kind: 'mysql', host: DEV_HOST, port, database: emrDatabase(id), user, passwordSecret, tls: 'none' },
  });
  const foreign = spec.hospitals.filter(
    (hospital) =>
      hospital.emr?.kind === 'postgres' &&
      Object.values(hospital.mapping).some(({ from, where }) => from?.query !== undefined || where !== undefined),
  );
  if (foreign.length > 0)
    throw new UsageError(
      `The mapping of ${foreign.map(({ id }) => id).join(', ')} has SQL for PostgreSQL, and rcm dev starts MariaDB`,
      'Run the environment against the database itself, rcm run --mysql, or leave the hospital out of an environment for development.',
    );
  const hospitals = spec.hospitals.map((hospital) =>
    hasDatabase(hospital) ? { ...hospital, emr: emr(hospital.id) } : hospital,
  );
  return parseSpec(pipelineSpecSchema, { ...spec, hospitals });
}

/** Passwords of this session: for the server, for the pipeline, for the client. Every file is the user's alone; no command line has one. */
export function writeUsers(folders: DevFolders, port: number, hospitals: readonly string[]): void {
  const passwords = { owner: randomBytes(24).toString('hex'), reader: randomBytes(24).toString('hex') };
  const databases = hospitals.map(emrDatabase);
  const grants = { owner: 'ALL PRIVILEGES', reader: 'SELECT, SHOW VIEW' };
  const statements = [
    ...databases.map((name) => `CREATE DATABASE IF NOT EXISTS \`${name}\``),
    ...(['owner', 'reader'] as const).flatMap((role) => {
      const account = `'${DEV_USERS[role].user}'@'${DEV_HOST}'`;
      return [
        `CREATE OR REPLACE USER ${account} IDENTIFIED BY '${passwords[role]}'`,
        // In a grant an underscore stands for any character.
        ...databases.map((name) => `GRANT ${grants[role]} ON \`${name.replaceAll('_', '\\_')}\`.* TO ${account}`),
      ];
    }),
  ];
  const write = (file: string, lines: readonly string[]) =>
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  write(
    folders.users,
    statements.map((statement) => `${statement};`),
  );
  write(folders.client, [
    '[client]',
    `host=${DEV_HOST}`,
    `port=${port}`,
    `user=${DEV_USERS.owner.user}`,
    `password=${passwords.owner}`,
  ]);
  const secrets = {
    [secretVariable(DEV_USERS.owner.secret)]: passwords.owner,
    [secretVariable(DEV_USERS.reader.secret)]: passwords.reader,
  };
  write(folders.secrets, [JSON.stringify(secrets)]);
}
