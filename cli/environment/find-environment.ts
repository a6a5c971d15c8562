import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { didYouMean } from '../../model/errors/near-name';
import { parseSpec } from '../../model/parse-spec';
import { type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import { UsageError } from '../errors/usage-error';
import { shownPath } from '../output/shown-path';
import {
  changedSinceBuild,
  changedSinceSynthesis,
  compiledAt,
  environmentNames,
  holdsEnvironments,
  leftEnvironments,
} from './build-output';

/** How a command line names its environment. */
export interface EnvironmentOptions {
  /** Name of the environment. @default RCM_ENV, or the only environment there is */
  readonly env?: string | undefined;
  /** Spec file, folder of spec parts, or `gs://bucket/folder`, in place of the environment's own. @default RCM_SPEC */
  readonly spec?: string | undefined;
}

/** The environment a command works on. */
export interface Environment {
  readonly name: string;
  readonly spec: PipelineSpec;
  /** Local state, `.rcm/<name>` of the project, absolute. */
  readonly stateFolder: string;
  /** The folder with cdktf.json, or the current one; absolute. */
  readonly projectFolder: string;
}

/**
 * Finds the environment and reads its spec. Synthesizes it first if the compiled environments are newer.
 * @throws UsageError when several environments fit, or when the environment is missing or fails to synthesize
 * @throws SpecError
 */
export async function findEnvironment(options: EnvironmentOptions, say: (line: string) => void): Promise<Environment> {
  const projectFolder = findProject();
  const from = options.spec ?? process.env['RCM_SPEC'];
  const spec = from
    ? await readGivenSpec(from, say)
    : await readOwnSpec(projectFolder, environmentName(options, projectFolder), say);
  return { name: spec.environment, spec, projectFolder, stateFolder: stateFolder(projectFolder, spec.environment) };
}

/** The environment's state folder, for commands that only read what a run left there. Synthesizes nothing. */
export async function findState(options: EnvironmentOptions): Promise<Omit<Environment, 'spec'>> {
  const projectFolder = findProject();
  const from = options.spec ?? process.env['RCM_SPEC'];
  // These commands only need the environment's name, so spec warnings are suppressed.
  const name = from ? (await readGivenSpec(from, () => {})).environment : environmentName(options, projectFolder);
  return { name, projectFolder, stateFolder: stateFolder(projectFolder, name) };
}

/**
 * The environment whose state folder has the log of a run, for a command line that names a run and no environment; null: none has it, or
 * several have a run of this name.
 */
export function environmentOfRun(runId: string): string | null {
  const folder = join(findProject(), '.rcm');
  if (!existsSync(folder)) return null;
  const found = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'runs', `${runId}.jsonl`)));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The environment's spec as it is at hand: the one given, or the one synthesized last; null: neither. Synthesizes nothing. */
export async function findKnownSpec(options: EnvironmentOptions): Promise<PipelineSpec | null> {
  const from = options.spec ?? process.env['RCM_SPEC'];
  if (from) return readGivenSpec(from, () => {});
  const projectFolder = findProject();
  const file = specFile(projectFolder, environmentName(options, projectFolder));
  return existsSync(file) ? readSpecFile(file) : null;
}

/** The nearest folder upwards with a cdktf.json, so that commands work in subfolders too; else the current folder. */
export function findProject(from = process.cwd()): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'cdktf.json'))) return folder;
    if (folder === dirname(folder)) return resolve(from);
  }
}

function synthesizeCommand(projectFolder: string): string {
  return holdsEnvironments(projectFolder) ? 'npm run synth' : 'npx cdktf synth';
}

function stateFolder(projectFolder: string, name: string): string {
  return join(projectFolder, '.rcm', name);
}

function environmentName(options: EnvironmentOptions, projectFolder: string): string {
  const known = environmentNames(projectFolder);
  const asked = options.env ?? process.env['RCM_ENV'];
  if (asked !== undefined) {
    if (/^[a-z][a-z0-9-]*$/.test(asked) && (known.includes(asked) || known.length === 0)) return asked;
    if (leftEnvironments(projectFolder).includes(asked)) {
      throw new UsageError(
        `environments/ no longer has "${asked}"; only what was built of it is left`,
        `Remove cdktf.out/specs/${asked}.json and build again: npm run build. Or name its spec with --spec FILE.`,
      );
    }
    throw new UsageError(
      `There is no environment "${asked}"${didYouMean(asked, known)}`,
      `Use one of: ${known.join(', ') || 'none is synthesized yet'}.`,
    );
  }
  if (known.length === 1 && known[0]) return known[0];
  if (known.length === 0) {
    throw new UsageError(
      'No environment is synthesized here',
      `Synthesize first: ${synthesizeCommand(projectFolder)}. Or name a spec with --spec FILE.`,
    );
  }
  throw new UsageError(
    `There are ${known.length} environments`,
    `Add --env NAME, or set RCM_ENV: ${known.join(', ')}.`,
  );
}

async function readGivenSpec(from: string, say: (line: string) => void): Promise<PipelineSpec> {
  if (from.startsWith('gs://') || (existsSync(from) && statSync(from).isDirectory())) {
    const { readSpecParts } = require('./spec-parts') as typeof import('./spec-parts');
    return readSpecParts(from, say);
  }
  if (!existsSync(from)) throw new UsageError(`There is no file ${from}`, 'Check the path after --spec, or RCM_SPEC.');
  return readSpecFile(from);
}

async function readOwnSpec(projectFolder: string, name: string, say: (line: string) => void): Promise<PipelineSpec> {
  const file = specFile(projectFolder, name);
  const changed = changedSinceBuild(projectFolder);
  if (changed !== null) say(`${changed} was changed after the last build: run npm run build to use the change.`);
  const unsynthesized = changedSinceSynthesis(projectFolder, file);
  if (unsynthesized !== null)
    say(`${unsynthesized} was changed after the environment was synthesized: run npm run synth to use the change.`);
  if (!existsSync(file) || statSync(file).mtimeMs < compiledAt(projectFolder)) await synthesize(projectFolder, name);
  if (!existsSync(file)) {
    throw new UsageError(
      `Synthesizing wrote no spec for "${name}"`,
      'Check that environments/index.ts lists it; the name is <group>-<stage>.',
    );
  }
  return readSpecFile(file);
}

function specFile(projectFolder: string, name: string): string {
  return join(projectFolder, 'cdktf.out/specs', `${name}.json`);
}

/** A spec in one file. @throws UsageError when it is not JSON */
function readSpecFile(file: string): PipelineSpec {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageError(`${shownPath(file)} is not JSON`, 'Delete it and run the command again, or check --spec.');
  }
  return parseSpec(pipelineSpecSchema, content);
}

/** Runs the project's own program, the only one that loads cdktf, in its own process. */
async function synthesize(projectFolder: string, name: string): Promise<void> {
  const main = join(projectFolder, 'dist/main.js');
  if (!existsSync(main)) {
    throw new UsageError(
      `The environment "${name}" is not synthesized`,
      `Synthesize first: ${synthesizeCommand(projectFolder)}.`,
    );
  }
  const env = { ...process.env, RCM_ENVIRONMENTS: name };
  await new Promise<void>((done, fail) => {
    execFile(process.execPath, [main], { cwd: projectFolder, env }, (error, _stdout, stderr) => {
      if (!error) return done();
      const said = withoutStack(stderr) || 'it printed no reason';
      fail(
        new UsageError(`The environment "${name}" cannot be synthesized:\n${said}`, 'Correct the environment file.'),
      );
    });
  });
}

function withoutStack(stderr: string): string {
  if (process.env['RCM_DEBUG'] === '1') return stderr.trim();
  const lines = stderr.split('\n').filter((line) => !/^\s+at /.test(line) && !/^Node\.js v/.test(line));
  return lines.join('\n').trim();
}
