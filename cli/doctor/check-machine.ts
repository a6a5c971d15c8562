import { existsSync, readdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { JobError } from '../../jobs/errors';
import { secretVariable } from '../../jobs/secrets/environment';
import { FILE_FORMATS } from '../../jobs/sources/files/formats/registry';
import { firstOf, type InboxPlace, inboxPlace } from '../../jobs/sources/files/misplaced-files';
import { REFERENCE_OWNER } from '../../model/datasets';
import { hasDatabase, type PipelineSpec } from '../../model/spec';
import { changedSinceBuild, holdsEnvironments, leftEnvironments, leftStacks } from '../environment/build-output';
import {
  type Environment,
  type EnvironmentOptions,
  findEnvironment,
  findProject,
} from '../environment/find-environment';
import { describeFailure } from '../errors/failure';
import { withLocalReader } from '../local-warehouse/warehouse-reader';
import { sampleFolders } from '../run/engines';
import { bad, type Finding, good, warning } from './finding';

/** The oldest Node that can `require` the ECMAScript modules among our dependencies; the same as `engines` in package.json. */
const OLDEST_NODE = [20, 19] as const;
/** A run of the sample data takes some 100 MB; a disk that fills up during a run is worse than a warning. */
const LOW_DISK_BYTES = 2 * 1024 ** 3;

/** Checks the machine, the build, the environment and its local state. */
export async function checkMachine(options: EnvironmentOptions): Promise<Finding[]> {
  const findings = [nodeVersion(process.versions.node), ...buildOutput(findProject())];
  const environment = await findEnvironment(options, () => {}).catch((error: unknown) => error as Error);
  if (environment instanceof Error) {
    const { text } = describeFailure(environment, false);
    const [found = '', next = null] = text.split('\n-> ');
    return [...findings, { subject: 'environment', state: 'bad', found, next }, await diskSpace(findProject())];
  }
  const { spec } = environment;
  return [
    ...findings,
    good('environment', `${spec.environment}: ${spec.hospitals.map(({ id }) => id).join(', ') || 'no hospital yet'}`),
    sources(environment),
    inbox(environment),
    await warehouse(environment),
    await diskSpace(environment.projectFolder),
    cloudVariables(spec),
  ];
}

/** @param version e.g. `20.19.0` */
export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (enough) return good('node', version);
  return bad('node', `${version} is too old`, `Install Node ${OLDEST_NODE.join('.')} or newer from https://nodejs.org`);
}

/** Only copies of this repository have this build; a project that uses the package has its own. */
function buildOutput(projectFolder: string): Finding[] {
  if (!holdsEnvironments(projectFolder)) return [];
  if (!existsSync(join(projectFolder, 'dist/main.js'))) {
    return [bad('build', 'dist/main.js is missing', 'Run npm run build.')];
  }
  const changed = changedSinceBuild(projectFolder);
  const build =
    changed === null
      ? good('build', 'dist/ is up to date')
      : warning('build', `${changed} was changed after the last build`, 'Run npm run build.');
  const left = [
    ...leftEnvironments(projectFolder).map((name) => `cdktf.out/specs/${name}.json`),
    ...leftStacks(projectFolder).map((name) => `cdktf.out/stacks/${name}`),
  ];
  if (left.length === 0) return [build];
  const found = `${left.length} of environments or hospitals that are gone: ${firstOf(left)}`;
  return [
    build,
    warning(
      'cdktf.out',
      found,
      'Destroy what is still deployed of them (docs/tearing-down.md), then delete these files.',
    ),
  ];
}

/** Sources that a run on this machine would read. */
function sources({ spec, stateFolder }: Environment): Finding {
  if (existsSync(sampleFolders(stateFolder).extracts)) return good('sources', 'sample extracts');
  if (!spec.hospitals.some(hasDatabase)) return good('sources', 'no hospital has a database; files come in the inbox');
  const missing = spec.hospitals.flatMap(({ emr }) => emr?.passwordSecret ?? []).filter((secret) => !hasSecret(secret));
  const variables = missing.map(secretVariable).join(', ');
  return warning(
    'sources',
    'no sample extracts; a run needs them or --mysql',
    `Run rcm sample${variables ? `; for --mysql set ${variables}` : ''}.`,
  );
}

function hasSecret(secret: string): boolean {
  return (process.env[secretVariable(secret)] ?? '') !== '';
}

/** Names files whole: this listing stays on the machine that has them. */
function inbox({ spec, stateFolder }: Environment): Finding {
  const folder = localFolders(stateFolder).inbox;
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const keys = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .sort();
  const at = (place: InboxPlace) => keys.filter((key) => inboxPlace(key, spec) === place);
  const [unfinished, astray, others] = [at('unfinished'), at('without_feed'), at('other_name')];
  const waiting = `${at('waiting').length} file(s) waiting for the next run`;
  if (unfinished.length + astray.length + others.length === 0) return good('inbox', waiting);
  const found = [
    waiting,
    unfinished.length > 0 && `${unfinished.length} more are still being written`,
    astray.length > 0 && `${astray.length} in folders that no feed reads: ${firstOf(astray)}`,
    others.length > 0 && `${others.length} other file(s) ignored: ${firstOf(others)}`,
  ];
  const named = FILE_FORMATS.flatMap((format) => format.extensions.map((extension) => `*.${extension}`));
  const feeds = spec.hospitals.flatMap(({ id, feeds: own }) => own.map(({ table, path }) => path ?? `${id}/${table}/`));
  const folders = [...feeds, ...spec.references.map(({ table }) => `${REFERENCE_OWNER}/${table}/`)];
  return warning(
    'inbox',
    found.filter(Boolean).join(', '),
    `Name files ${named.slice(0, -1).join(', ')} or ${named.at(-1)} and put them into <hospital>/<table>/: ${folders.join(', ')}.`,
  );
}

async function warehouse({ stateFolder }: Environment): Promise<Finding> {
  try {
    return await withLocalReader(stateFolder, async (reader) => {
      await reader.query({ name: 'doctor.answer', sql: 'select 1 as answer' });
      return good('warehouse', reader.isLive ? 'a run is writing it, and answers' : 'opens, and no process writes it');
    });
  } catch (error) {
    if (!(error instanceof JobError)) throw error;
    if (error.code === 'WAREHOUSE_MISSING') return warning('warehouse', 'not created yet', 'Run rcm run.');
    return bad('warehouse', `${error.code}: ${error.detail}`, error.fix);
  }
}

async function diskSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = `${((bavail * bsize) / 1024 ** 3).toFixed(1)} GB free`;
  if (bavail * bsize >= LOW_DISK_BYTES) return good('disk', free);
  return warning('disk', free, 'Free disk space: a run keeps every landed file and the whole history.');
}

/** Credentials that the cloud engines need on this machine; in Cloud Run the job uses its service account. */
function cloudVariables({ project }: PipelineSpec): Finding {
  if (process.env['GOOGLE_APPLICATION_CREDENTIALS'] || existsSync(defaultCredentials())) {
    return good('cloud', `credentials for --engines cloud found; the project is ${project}`);
  }
  return warning(
    'cloud',
    'no Google credentials: --engines cloud and deploying fail on this machine',
    'Run gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS.',
  );
}

function defaultCredentials(): string {
  const home = process.env['CLOUDSDK_CONFIG'] ?? join(process.env['HOME'] ?? '', '.config/gcloud');
  return join(home, 'application_default_credentials.json');
}
