import { ENGINES } from '../../jobs/engines/registry';
import type { RunStart } from '../../jobs/steps/run-start';
import type { Environment } from '../environment/find-environment';
import { shellWord } from '../output/shell-word';
import { shownPath } from '../output/shown-path';

/**
 * The command that resumes a run. Its sources and options are on record, so that it names only the run. A replay cannot be resumed, and
 * is started again.
 */
export function resumeCommand(runId: string, environment: Pick<Environment, 'name'>, start: RunStart): string {
  if (start.command === 'replay') return ['rcm', 'replay', place(environment, start)].join(' ');
  const word = start.command === 'dev' ? 'dev' : 'run';
  return ['rcm', word, place(environment, start), `--run-id ${runId}`, ...enginesOf(start)].join(' ');
}

/** The command that starts a run as this one was started. */
export function newRunCommand(environment: Pick<Environment, 'name'>, start: RunStart): string {
  const { command } = start;
  if (command === 'replay') return resumeCommand('', environment, start);
  const { mysql, hospital, table, until, full, heal, acceptDeletes, rebuildGold } = start;
  const extracts = start.extracts === undefined ? undefined : shownPath(start.extracts);
  const [word, options] =
    command === 'reconcile'
      ? ['reconcile --prove', flags({ mysql, extracts, hospital, table })]
      : [
          command === 'dev' ? 'dev' : 'run',
          flags({ mysql, extracts, hospital, until, full, heal, acceptDeletes, rebuildGold }),
        ];
  return ['rcm', word, place(environment, start), ...enginesOf(start), ...options].join(' ');
}

/**
 * The command of a run that reads the same sources as another.
 * @param start null: none is on record; the run then reads what it reads by default.
 */
export function sameSourcesCommand(environment: Pick<Environment, 'name'>, start: RunStart | null): string {
  if (start === null) return 'rcm run';
  const { engines, spec, mysql, extracts } = start;
  return newRunCommand(environment, { command: 'run', engines, spec, mysql, extracts });
}

/** What to type after a run that did not end well, in words. */
export function resumeWords({ command }: RunStart): string {
  return command === 'replay' ? 'Replay again' : 'Resume the run';
}

/** The command that repeats a step of a run, with the run's sources. */
export function stepCommand(
  stepId: string,
  runId: string,
  environment: Pick<Environment, 'name'>,
  start: RunStart,
): string {
  const { until, full, heal, acceptDeletes, rebuildGold } = start;
  const options = flags({ until, full, heal, acceptDeletes, rebuildGold });
  return ['rcm', 'step', stepId, place(environment, start), `--run-id ${runId}`, ...enginesOf(start), ...options].join(
    ' ',
  );
}

/** The command that repeats steps of a run, those that have not succeeded. @param per ids of the steps that each option is for. */
export function stepsCommand(
  ids: readonly string[],
  runId: string,
  environment: Pick<Environment, 'name'>,
  start: RunStart,
  per: Readonly<Record<string, readonly string[]>>,
): string {
  const lists = Object.entries(per).flatMap(([flag, steps]) => (steps.length > 0 ? [flag, ...steps] : []));
  const words = [...ids, place(environment, start), `--run-id ${runId}`, ...enginesOf(start)];
  return ['rcm', 'steps', ...words, ...flags({ until: start.until }), ...lists].join(' ');
}

/** Options as they are typed; those without a value are left out. */
function flags(options: Readonly<Record<string, string | true | undefined>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === true ? [flag] : [`${flag} ${shellWord(value)}`];
  });
}

function place({ name }: Pick<Environment, 'name'>, { spec }: RunStart): string {
  return spec === undefined ? `--env ${name}` : `--spec ${shellWord(shownPath(spec))}`;
}

function enginesOf({ engines }: RunStart): string[] {
  return engines === ENGINES[0].id ? [] : [`--engines ${engines}`];
}
