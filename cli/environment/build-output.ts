import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The rooms that `npm run build` compiles. */
const ROOMS = ['cli', 'compliance', 'constructs', 'environments', 'jobs', 'model', 'sample', 'stacks'];
/** What the build leaves out: tests, their fixtures, and the examples of the documentation. */
const IS_TEST = /\.(test|fixture|example)\.ts$/;

/** Whether the project is a copy of this repository, which rcm can synthesize. A project that uses the package synthesizes itself. */
export function holdsEnvironments(projectFolder: string): boolean {
  return existsSync(join(projectFolder, 'environments/index.ts'));
}

/** Folders of a project that no environment is synthesized from, beside those that begin with a point. */
const WRITTEN = ['node_modules', 'dist', 'cdktf.out', 'golden', 'test', 'docs'];

/**
 * A source file, or a lookup, of a project that uses the package, that was changed after the spec was synthesized; null: none, or the project
 * is a copy of this repository.
 */
export function changedSinceSynthesis(projectFolder: string, specFile: string): string | null {
  const synthesized = modifiedAt(specFile);
  if (synthesized === 0 || holdsEnvironments(projectFolder)) return null;
  const sources = readdirSync(projectFolder, { withFileTypes: true }).flatMap((each) => {
    if (each.name.startsWith('.') || WRITTEN.includes(each.name)) return [];
    return each.isDirectory() ? filesBelow(projectFolder, each.name) : [each.name];
  });
  const read = sources.filter((file) => /\.(ts|csv)$/.test(file));
  return newerSource(projectFolder, read, synthesized);
}

/** When the environments were compiled, in milliseconds; 0: never. */
export function compiledAt(projectFolder: string): number {
  const compiled = namesIn(join(projectFolder, 'dist/environments'), '.js').map(
    (name) => `dist/environments/${name}.js`,
  );
  return Math.max(0, ...[...compiled, 'dist/main.js'].map((file) => modifiedAt(join(projectFolder, file))));
}

/** A source file, or a lookup of an environment, that was changed after the build; null: none, or this project is not built here. */
export function changedSinceBuild(projectFolder: string): string | null {
  const built = compiledAt(projectFolder);
  if (built === 0 || !holdsEnvironments(projectFolder)) return null;
  const sources = ROOMS.filter((room) => existsSync(join(projectFolder, room))).flatMap((room) =>
    filesBelow(projectFolder, room).filter(
      (file) => file.endsWith('.ts') || (room === 'environments' && file.endsWith('.csv')),
    ),
  );
  return newerSource(projectFolder, ['main.ts', ...sources], built);
}

function filesBelow(projectFolder: string, folder: string): string[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file}`,
  );
}

/** The first of the files that was changed after a time, in milliseconds, tests apart; null: none. */
function newerSource(projectFolder: string, files: readonly string[], since: number): string | null {
  return files.find((file) => !IS_TEST.test(file) && modifiedAt(join(projectFolder, file)) > since) ?? null;
}

/** Names of a project's environments, compiled or synthesized. Those that a copy of this repository no longer has are left out. */
export function environmentNames(projectFolder: string): string[] {
  const left = leftEnvironments(projectFolder);
  return everyName(projectFolder).filter((name) => !left.includes(name));
}

/** Environments that were compiled or synthesized here and that environments/ no longer has. */
export function leftEnvironments(projectFolder: string): string[] {
  if (!holdsEnvironments(projectFolder)) return [];
  return everyName(projectFolder).filter((name) => !existsSync(join(projectFolder, 'environments', `${name}.ts`)));
}

/**
 * Folders of cdktf.out/stacks that nothing writes any more: of environments that are gone, and of hospitals that the newest synthesis of
 * their environment lacks. An environment that the newest synthesis left out says nothing about its stacks.
 */
export function leftStacks(projectFolder: string): string[] {
  const folder = join(projectFolder, 'cdktf.out');
  if (!holdsEnvironments(projectFolder) || !existsSync(join(folder, 'stacks'))) return [];
  const written = stacksOfManifest(join(folder, 'manifest.json'));
  const names = everyName(projectFolder);
  const gone = leftEnvironments(projectFolder);
  const environmentOf = (stack: string) =>
    names.filter((name) => stack.startsWith(`${name}-`)).sort((a, b) => b.length - a.length)[0];
  const synthesized = new Set(written.map(environmentOf));
  return readdirSync(join(folder, 'stacks'))
    .filter((stack) => {
      const environment = environmentOf(stack);
      if (environment === undefined || written.includes(stack)) return false;
      return gone.includes(environment) || synthesized.has(environment);
    })
    .sort();
}

function everyName(projectFolder: string): string[] {
  const compiled = namesIn(join(projectFolder, 'dist/environments'), '.js').filter((name) => name !== 'index');
  const synthesized = namesIn(join(projectFolder, 'cdktf.out/specs'), '.json');
  return [...new Set([...compiled, ...synthesized])].sort();
}

/** The stacks that cdktf wrote last. A file that is not there or cut off names none. */
function stacksOfManifest(file: string): string[] {
  try {
    return Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { stacks?: object }).stacks ?? {});
  } catch {
    return [];
  }
}

function namesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
}

/** In milliseconds; 0: there is no such file. */
function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
