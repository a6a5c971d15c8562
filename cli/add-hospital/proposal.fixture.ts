import { EnvironmentSecrets } from '../../jobs/secrets/environment';
import type { MySqlSpec } from '../../model/spec';
import { sharedMariaDb } from '../../test/engines/shared-engines';
import type { Proposal } from './proposal';
import { readProposal } from './read-proposal';

/** The proposal for a database of the shared server. @param options other ways to reach it. @param preset as the command's option. */
export function proposed(database: string, options: Partial<MySqlSpec> = {}, preset?: string): Promise<Proposal> {
  const { host, port, reader, ca } = sharedMariaDb();
  const secrets = new EnvironmentSecrets({ RCM_SECRET_PASSWORD: reader.password, RCM_SECRET_CA: ca });
  const spec: MySqlSpec = {
    ...{ kind: 'mysql', host, port, database, user: reader.user, passwordSecret: 'password', tls: 'none' },
    ...options,
  };
  return readProposal(spec, secrets, {
    timeZone: 'America/Chicago',
    say: () => {},
    ...(preset === undefined ? {} : { preset }),
  });
}

/** A database of its own, after these statements. */
export async function filledDatabase(sql: string): Promise<string> {
  const name = await sharedMariaDb().createDatabase();
  if (sql) await sharedMariaDb().execute(sql, name);
  return name;
}

/** The table that is proposed for an entity. */
export function tableOf(proposal: Proposal, entity: string) {
  return proposal.tables.find((each) => each.entity === entity);
}

/** Common column -> source column. */
export function sourcesOf(proposal: Proposal, entity: string) {
  return Object.fromEntries((tableOf(proposal, entity)?.columns ?? []).map(({ column, source }) => [column, source]));
}

/** Common columns without a source, each with its candidates. */
export function holesOf(proposal: Proposal, entity: string) {
  return (tableOf(proposal, entity)?.holes ?? []).map(({ column, candidates }) => [
    column,
    candidates.map(({ source }) => source),
  ]);
}
