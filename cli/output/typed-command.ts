import { basename, delimiter, dirname, isAbsolute, relative } from 'node:path';
import { shellWord } from './shell-word';
import { shownPath } from './shown-path';

/** Options that say where a command works and what it reads, as they were typed. */
export interface PlaceOptions {
  readonly env?: string | undefined;
  readonly spec?: string | undefined;
  readonly engines?: string | undefined;
  readonly mysql?: true | undefined;
  readonly extracts?: string | undefined;
}

/** What advice repeats; null: pages, logs of the cloud and tests call the program `rcm`. */
let advice: { readonly program: string; readonly place: PlaceOptions } | null = null;

/**
 * A command as texts name it. A name with a folder or a dot in front is not the program. Only `quarantine`, `hospital` and `model`
 * have a second word that is fixed.
 */
const COMMAND =
  /(?<![\w./-])rcm (quarantine (?:list|show|release|discard)|hospital add|model (?:check|golden)|[a-z]+|COMMAND)(?![\w-])/g;
/** Where a command ends for sure: at the end of its line, or where the next one begins. */
const END_OF_COMMAND = /\n|\brcm /;
const IS_PLACED = / --(env|spec) /;
/** Commands that read sources. */
const READS_SOURCES = new Set(['run', 'step', 'steps', 'reconcile']);
/** The one command that takes an environment and no spec. */
const WITHOUT_SPEC = 'hospital add';

/**
 * The words before the command, with which the user started this program: what `./rcm` says in RCM_PROGRAM, `npx NAME`, the name of a
 * program on the PATH, or a path. A shell in the current folder takes it.
 * @param path the program as the system was given it, not where its links lead to
 */
export function programName(variables: NodeJS.ProcessEnv, path: string, folder: string): string {
  const wrapper = variables['RCM_PROGRAM'];
  const started = wrapper || path;
  const inFolder = relative(folder, started);
  const near = !isAbsolute(started) || inFolder.startsWith('..') ? started : inFolder;
  if (!wrapper && path.endsWith('.js')) return `node ${shellWord(near)}`;
  // npm puts the programs of the project on the PATH of what it starts; the user's shell does not have them there.
  if (!wrapper && variables['npm_command'] !== undefined) return `npx ${basename(path)}`;
  if (variables['PATH']?.split(delimiter).includes(dirname(started))) return basename(started);
  return isAbsolute(started) ? shellWord(near.includes('/') ? near : `./${near}`) : near;
}

/** From here on, advice names the program as it was started, and repeats the place. */
export function adviseAs(program: string, place: PlaceOptions): void {
  advice = { program, place };
}

/** The same for the place of a run that is resumed: it was typed when the run was started. No effect before `adviseAs`. */
export function adviseFor({ env, spec, mysql, extracts }: Omit<PlaceOptions, 'engines'>): void {
  if (advice === null) return;
  const shown = (path: string | undefined) => (path === undefined ? path : shownPath(path));
  const place = { ...advice.place, env: env ?? advice.place.env, spec: shown(spec), mysql, extracts: shown(extracts) };
  advice = { ...advice, place };
}

/** The options of a command line before it is parsed: an error in it has advice too. */
export function placeIn(words: readonly string[]): PlaceOptions {
  const value = (name: string) => {
    const option = `--${name}`;
    const at = words.indexOf(option);
    return at >= 0 ? words[at + 1] : words.find((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);
  };
  return {
    ...{ env: value('env'), spec: value('spec'), engines: value('engines'), extracts: value('extracts') },
    ...(words.includes('--mysql') ? { mysql: true as const } : {}),
  };
}

/** How the user started the program; `rcm` where nobody typed it. */
export function typedProgram(): string {
  return advice?.program ?? 'rcm';
}

/**
 * A text in which each command can be typed as it stands there: `rcm run` becomes `./rcm run --env sunrise-dev`, when this command line
 * began with `./rcm` and named that environment. A command that names its environment or spec already gets only the program.
 * @param space stands between the words of a command.
 */
export function asTyped(text: string, space = ' '): string {
  if (advice === null) return text;
  const { program, place } = advice;
  return text.replace(COMMAND, (_found, command: string, at: number) => {
    const [follows = ''] = text.slice(at + 'rcm '.length + command.length).split(END_OF_COMMAND);
    const isPlaced = command === 'COMMAND' || IS_PLACED.test(follows);
    return [program, command, ...(isPlaced ? [] : placeWords(command, place, follows))]
      .join(' ')
      .replaceAll(' ', space);
  });
}

/** @param follows the words that the text has after the command: none of its options comes twice. */
function placeWords(command: string, { env, spec, engines, mysql, extracts }: PlaceOptions, follows: string): string[] {
  const takesSpec = spec !== undefined && command !== WITHOUT_SPEC;
  const where = takesSpec ? [`--spec ${shellWord(spec)}`] : env === undefined ? [] : [`--env ${shellWord(env)}`];
  if (!READS_SOURCES.has(command)) return where;
  const given: readonly string[] = follows.match(/--[a-z-]+/g) ?? [];
  const sources = [
    ...(engines === undefined ? [] : [`--engines ${shellWord(engines)}`]),
    ...(mysql ? ['--mysql'] : []),
    ...(extracts === undefined ? [] : [`--extracts ${shellWord(extracts)}`]),
  ];
  return [...where, ...sources.filter((words) => !given.includes(words.split(' ')[0] ?? ''))];
}
