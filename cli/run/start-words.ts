import { resolve } from 'node:path';
import type { RunStart } from '../../jobs/steps/run-start';
import type { Environment, EnvironmentOptions } from '../environment/find-environment';
import { CommandError } from '../errors/command-error';
import { shownPath } from '../output/shown-path';
import { type EngineOptions, sampleFolders } from './engines';
import { newRunCommand, resumeCommand, resumeWords } from './next-command';
import type { RunSelection } from './run-plan';

/** What a command line said about its environment, its sources and its part of the graph. */
export type RunWords = EnvironmentOptions &
  Partial<EngineOptions> &
  Omit<RunSelection, 'runId' | 'from'> & { readonly table?: string | undefined };

/** A run that goes on, and how it was started. */
export interface StartedRun {
  readonly runId: string;
  readonly start: RunStart;
}

type Place = Pick<Environment, 'name' | 'stateFolder'>;

/** Options that decide what a run reads, beside its sources. */
const READING = ['hospital', 'until', 'full', 'heal'] as const;

/** The start of a run that this command line begins. Paths are absolute, so that they hold in every folder. */
export function startOf(command: RunStart['command'], words: RunWords, engines: string): RunStart {
  const { mysql, hospital, table, tables, until, full, heal, acceptDeletes, rebuildGold } = words;
  const extracts = words.extracts === undefined ? undefined : resolve(words.extracts);
  return {
    ...{ command, engines, spec: givenSpec(words), mysql, extracts },
    ...{ hospital, table, tables, until, full, heal, acceptDeletes, rebuildGold },
  };
}

/** The spec that an option or RCM_SPEC names, as it is found from every folder; undefined: the environment's own. */
export function givenSpec(options: EnvironmentOptions): string | undefined {
  const spec = options.spec ?? (process.env['RCM_SPEC'] || undefined);
  return spec === undefined || spec.startsWith('gs://') ? spec : resolve(spec);
}

/**
 * The words with which a run is resumed: those that it was started with. Deletes may be accepted, and gold rebuilt, at any time.
 * @param by the command that resumes it. Only `dev` has the databases of a run of its own, and a replay is not resumed.
 * @throws CommandError `RUN_STARTED_OTHERWISE` if other sources or options were typed, or if another command resumes it
 */
export function asStarted<Words extends RunWords>(
  typed: Words,
  run: StartedRun,
  place: Place,
  by: 'run' | 'dev' = 'run',
): Words {
  const { start, runId } = run;
  if (start.command === 'replay' || (start.command === 'dev') !== (by === 'dev')) {
    const fix = `${resumeWords(start)}: ${resumeCommand(runId, place, start)}`;
    throw new CommandError('RUN_STARTED_OTHERWISE', `run ${runId} was started by the command ${start.command}`, {
      fix,
    });
  }
  const options = READING.filter((option) => typed[option] !== undefined && typed[option] !== start[option]);
  refuse(typed, run, place, [
    ...sourceDifferences(typed, start, place),
    ...options.map((option) => difference(optionText(option, typed[option]), optionText(option, start[option]))),
  ]);
  const { command: _, engines: __, acceptDeletes, rebuildGold, ...words } = start;
  return {
    ...{ ...typed, env: place.name, ...words },
    acceptDeletes: typed.acceptDeletes ?? acceptDeletes,
    rebuildGold: typed.rebuildGold ?? rebuildGold,
  };
}

/**
 * The words with which a part of a run is repeated: from its sources, and up to its day unless another one was typed.
 * @throws CommandError `RUN_STARTED_OTHERWISE` if other sources were typed
 */
export function fromItsSources<Words extends RunWords>(typed: Words, run: StartedRun, place: Place): Words {
  const { command, spec, mysql, extracts, until, acceptDeletes } = run.start;
  // A replay reads no source, and the databases of dev are not named by an option.
  if (command === 'replay' || command === 'dev') return typed;
  refuse(typed, run, place, sourceDifferences(typed, run.start, place));
  return {
    ...{ ...typed, env: place.name, spec, mysql, extracts },
    ...{ until: typed.until ?? until, acceptDeletes: typed.acceptDeletes ?? acceptDeletes },
  };
}

/** @throws CommandError `RUN_STARTED_OTHERWISE` if anything differs */
export function refuse(
  typed: RunWords,
  { runId, start }: StartedRun,
  place: Place,
  differing: readonly string[],
): void {
  if (differing.length === 0) return;
  // Sources that were not typed are those of the run: what was typed is what shall be different.
  const rows = typed.mysql || typed.extracts !== undefined ? {} : { mysql: start.mysql, extracts: start.extracts };
  const words = { ...typed, spec: givenSpec(typed) ?? start.spec, ...rows };
  const another = newRunCommand(place, startOf(start.command === 'dev' ? 'dev' : 'run', words, start.engines));
  throw new CommandError('RUN_STARTED_OTHERWISE', `run ${runId} was started ${differing.join(', and ')}`, {
    fix: `Resume it as it was started: ${resumeCommand(runId, place, start)}\n-> Or start a new run: ${another}`,
  });
}

/** Sources that were typed and are not those of the run, in words. */
function sourceDifferences(typed: RunWords, start: RunStart, { stateFolder }: Place): string[] {
  const spec = givenSpec(typed);
  const specs = spec === undefined || spec === start.spec ? [] : [difference(specText(spec), specText(start.spec))];
  if (!typed.mysql && typed.extracts === undefined) return specs;
  const [rows, started] = [rowsText(typed, stateFolder), rowsText(start, stateFolder)];
  return rows === started ? specs : [...specs, difference(rows, started)];
}

function specText(spec: string | undefined): string | undefined {
  return spec === undefined ? undefined : `--spec ${shownPath(spec)}`;
}

function rowsText({ mysql, extracts }: Pick<RunWords, 'mysql' | 'extracts'>, stateFolder: string): string {
  return mysql ? '--mysql' : `--extracts ${shownPath(resolve(extracts ?? sampleFolders(stateFolder).extracts))}`;
}

function optionText(option: (typeof READING)[number], value: string | true | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value === true ? `--${option}` : `--${option} ${value}`;
}

function difference(typed: string | undefined, started: string | undefined): string {
  return started === undefined ? `without ${typed}` : `with ${started} and not ${typed}`;
}
