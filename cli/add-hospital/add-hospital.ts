import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, relative } from 'node:path';
import { EnvironmentSecrets, secretVariable } from '../../jobs/secrets/environment';
import { quoted } from '../../jobs/sources/mysql/mysql-dialect';
import { entitiesOf } from '../../model/catalogue';
import { emrDatabase } from '../../model/datasets';
import { BASE_MODEL } from '../../model/model';
import { EnvironmentNames } from '../../model/names';
import { parseSpec } from '../../model/parse-spec';
import { isPrivateHost } from '../../model/source-host';
import { databaseOf, type HospitalSpec, hospitalSpecSchema, type MySqlSpec } from '../../model/spec';
import { type Environment, findEnvironment } from '../environment/find-environment';
import { CommandError } from '../errors/command-error';
import { UsageError } from '../errors/usage-error';
import { data, json, say } from '../output/output';
import { type HospitalPlace, hospitalPlace, replaceFile } from './environment-file';
import { type ClaimsCadence, type ExistingDatabase, hospitalSource } from './hospital-source';
import { proposalLines } from './proposal-lines';
import { readProposal } from './read-proposal';

/** Options of the command line. */
export interface AddHospitalOptions {
  readonly env?: string;
  readonly mysqlHost: string;
  readonly port: number;
  readonly database?: string;
  readonly user: string;
  readonly passwordFrom?: string;
  readonly tls: 'verify' | 'none';
  readonly ca?: string;
  readonly claims: ClaimsCadence;
  /** Id of a preset, or `none`. */
  readonly preset?: string;
  readonly write?: true;
  readonly json?: true;
}

/** Defaults of the construct, which the written code leaves out. */
const USUAL = { port: 3306, user: 'rcm_reader' } as const;
/** Names of the two secrets inside this command. */
const PASSWORD = 'password';
const AUTHORITY = 'authority';

/**
 * Proposes a hospital from its live database, and writes it with `write`.
 * @throws UsageError, SpecError, CommandError, JobError `SOURCE_*`
 */
export async function addHospital(id: string, options: AddHospitalOptions): Promise<void> {
  const environment = await findEnvironment(options.env === undefined ? {} : { env: options.env }, say);
  if (environment.spec.hospitals.some((hospital) => hospital.id === id)) {
    throw new CommandError('HOSPITAL_EXISTS', `${environment.name} has a hospital "${id}"`);
  }
  const spec = databaseSpec(id, options);
  const names = namesOf(environment);
  const secret = names.hospitalSecret(id);
  const { timeZone } = environment.spec.dailyRun;
  const { preset } = options;
  const how = { timeZone, say, ...(preset === undefined ? {} : { preset }) };
  const proposal = await readProposal(spec, secretsFor(secret, options), how);
  const target = place(environment, id);
  const isPrivate = spec.tls === 'verify' && (options.ca !== undefined || isPrivateHost(spec.host));
  const given: ExistingDatabase = {
    host: spec.host,
    database: spec.database,
    ...(spec.port === USUAL.port ? {} : { port: spec.port }),
    ...(spec.user === USUAL.user ? {} : { user: spec.user }),
    ...(isPrivate ? { certificateAuthority: 'private' as const } : {}),
    ...(spec.tls === 'none' ? { tls: spec.tls } : {}),
  };
  const { variable, indent } = target.found ?? {};
  const source = hospitalSource(id, given, options.claims, proposal, variable, indent);
  const isWritten = options.write === true && target.found !== undefined;
  for (const line of proposalLines(proposal)) say(line);
  if (target.found && isWritten) replaceFile(target.file, target.found.with(source));
  const holes = proposal.tables.flatMap((table) => table.holes).filter(({ required }) => required).length;
  const authority = isPrivate ? { file: options.ca ?? 'authority.pem', secret: names.hospitalAuthority(id) } : null;
  const next = nextCommands(environment, id, spec, secret, { isWritten, holes, authority });
  const file = relative(environment.projectFolder, target.file);
  if (options.json) {
    json({ environment: environment.name, hospital: id, secret, ...proposal, source, file, written: isWritten, next });
  } else {
    data(source);
  }
  if (options.write && target.problem) throw target.problem;
  say(isWritten ? `\nwritten into ${file}` : '\nnothing written');
  for (const line of next) say(line);
}

/** Checks the id and the database's names before connecting. @throws SpecError with every problem */
function databaseSpec(id: string, { mysqlHost: host, port, user, database, tls, ca }: AddHospitalOptions): MySqlSpec {
  const emr = {
    kind: 'mysql',
    ...{ host, port, user, tls, database: database ?? emrDatabase(id), passwordSecret: PASSWORD },
    ...(ca === undefined ? {} : { certificateAuthoritySecret: AUTHORITY }),
  } as const;
  const spec: HospitalSpec = parseSpec(hospitalSpecSchema, {
    id,
    emr,
    tables: entitiesOf(BASE_MODEL, 'emr').map(({ name }) => name),
  });
  // Of the kind that was given.
  return databaseOf(spec) as MySqlSpec;
}

/** The password and the authority's certificate, as the pipeline reads them. @throws UsageError */
function secretsFor(secret: string, { passwordFrom, ca, tls }: AddHospitalOptions): EnvironmentSecrets {
  const variable = passwordFrom ?? secretVariable(secret);
  const password = process.env[variable];
  if (password === undefined || password === '') {
    throw new UsageError(
      `The variable ${variable} is not set`,
      'Set it to the password, keeping the password out of files and the shell history, or name another variable with --password-from.',
    );
  }
  if (ca !== undefined && tls === 'none') throw new UsageError('--ca is for --tls verify', 'Use only one of them.');
  if (ca !== undefined && !existsSync(ca)) throw new UsageError(`There is no file ${ca}`, 'Check the path after --ca.');
  return new EnvironmentSecrets({
    [secretVariable(PASSWORD)]: password,
    ...(ca === undefined ? {} : { [secretVariable(AUTHORITY)]: readFileSync(ca, 'utf8') }),
  });
}

/** The environment's file, with the place for the hospital or the problem that prevents it. */
function place(
  { projectFolder, name }: Environment,
  id: string,
): { readonly file: string; readonly found?: HospitalPlace; readonly problem?: CommandError } {
  const file = join(projectFolder, 'environments', `${name}.ts`);
  try {
    return { file, found: hospitalPlace(file, id) };
  } catch (error) {
    if (!(error instanceof CommandError) || error.code === 'HOSPITAL_EXISTS') throw error;
    return { file, problem: error };
  }
}

function namesOf({ spec: { group, stage, project, region } }: Environment): EnvironmentNames {
  return new EnvironmentNames({ group, stage, projectId: project, region });
}

/** Next steps after the file, as lines to type. */
function nextCommands(
  { name }: Environment,
  id: string,
  { host, database, user, tls }: MySqlSpec,
  secret: string,
  {
    isWritten,
    holes,
    authority,
  }: { isWritten: boolean; holes: number; authority: { file: string; secret: string } | null },
): string[] {
  const variables = [
    `the password in ${secretVariable(secret)}`,
    ...(authority === null ? [] : [`the certificate of its authority (PEM) in ${secretVariable(authority.secret)}`]),
  ];
  const inCloud = [
    `npm run build && npx cdktf deploy ${name}-${id} --ignore-missing-stack-dependencies`,
    `printf '%s' "$PASSWORD" | gcloud secrets versions add ${secret} --data-file=-`,
    ...(authority === null ? [] : [`gcloud secrets versions add ${authority.secret} --data-file=${authority.file}`]),
    ...(isIP(host) === 4 ? [] : [`# ${host} is not an IPv4 address: create its route and firewall rule yourself`]),
  ];
  // No cloud reaches a database of this machine.
  const here = [
    'npm run build',
    `# before it is deployed: name the host that the cloud reaches in place of ${host}, and take out tls: 'none'`,
  ];
  return [
    ...(isWritten ? [] : [`# repeat the command with --write to put it into environments/${name}.ts`]),
    ...(holes > 0 ? [`# map ${holes} more column(s): their tables cannot be read without a source for each`] : []),
    `# in the database: CREATE USER '${user}'@'%' IDENTIFIED BY '…'${tls === 'none' ? '' : ' REQUIRE SSL'}; GRANT SELECT ON ${quoted(database)}.* TO '${user}'@'%';`,
    ...(tls === 'none' ? here : inCloud),
    `# on this machine, with ${variables.join(' and ')}: rcm run --env ${name} --hospital ${id} --mysql`,
  ];
}
