import { ENGINES } from '../../jobs/engines/registry';
import type { Environment, EnvironmentOptions } from '../environment/find-environment';
import type { EngineOptions } from './engines';
import type { RunSelection } from './run-plan';

/** What a command line said about its environment, its sources and its part of the graph. */
export type RunWords = EnvironmentOptions &
  Partial<EngineOptions> &
  Omit<RunSelection, 'runId' | 'from'> & {
    /** The command that runs the graph. @default run */
    readonly runner?: 'dev';
  };

/**
 * A command to type next, with what this one was typed with: the same spec, engines and sources, and the options that decide what is read.
 * @param command e.g. `run`
 * @param added options that this command was typed without, e.g. `--run-id 20260101t000000z-abcd`
 */
export function nextCommand(
  command: string,
  { name }: Pick<Environment, 'name'>,
  words: RunWords,
  added: readonly string[] = [],
): string {
  const flags: readonly (readonly [string, string | true | undefined])[] = [
    ['engines', words.engines === ENGINES[0].id ? undefined : words.engines],
    ['mysql', words.mysql],
    ['extracts', words.extracts],
    ['hospital', words.hospital],
    ['until', words.until],
    ['full', words.full],
    ['heal', words.heal],
    ['accept-deletes', words.acceptDeletes],
  ];
  const typed = flags.flatMap(([flag, value]) => {
    if (value === undefined) return [];
    return value === true ? [`--${flag}`] : [`--${flag} ${shellWord(value)}`];
  });
  const environment = words.spec === undefined ? `--env ${name}` : `--spec ${shellWord(words.spec)}`;
  return ['rcm', command, environment, ...added, ...typed].join(' ');
}

/** The command that resumes a run with what it was started with. */
export function resumeCommand(runId: string, environment: Pick<Environment, 'name'>, words: RunWords): string {
  return nextCommand(words.runner ?? 'run', environment, words, [`--run-id ${runId}`]);
}

/** A word as a shell reads it back. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
