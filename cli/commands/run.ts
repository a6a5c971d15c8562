import type { Command } from 'commander';
import type { Context } from '../../jobs/steps/context';
import type { RunStart } from '../../jobs/steps/run-start';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { type Environment, findEnvironment } from '../environment/find-environment';
import { say } from '../output/output';
import { adviseFor } from '../output/typed-command';
import { chooseEngines, type EngineOptions, withContext, withEngines } from '../run/engines';
import { newRunCommand } from '../run/next-command';
import { withSelection } from '../run/run-options';
import { checkRunId, chooseRun, planRun, type RunSelection, readsSources } from '../run/run-plan';
import { reportResult, runShown } from '../run/shown-run';
import { asStarted, fromItsSources, givenSpec, refuse, type StartedRun, startOf } from '../run/start-words';
import { findStartedRun } from '../run/started-run';

type Options = EnvironmentCommandOptions & EngineOptions & RunSelection;

/** `rcm run`: runs the graph on this machine, with live progress. Exit 1 if a step failed. */
export function define(command: Command): void {
  withSelection(withEngines(withEnvironment(command))).action(run);
  withExamples(command, [
    'rcm run --env sunrise-dev',
    'rcm run --env sunrise-dev --mysql --hospital hospital-a',
    'rcm run --env sunrise-dev --from kpis',
    'rcm run --env sunrise-dev --full   # after a difference with a source',
    'rcm run --env sunrise-dev --extracts ./course-data --json > result.json',
  ]);
}

async function run(options: Options): Promise<void> {
  if (options.runId !== undefined) checkRunId(options.runId);
  const continues = options.runId !== undefined || (options.from !== undefined && !readsSources(options));
  const found = continues ? await findStartedRun(options, options.runId ?? null) : null;
  const words = found === null ? options : wordsOf(options, found, found.place);
  const environment = await findEnvironment(words, say);
  // Wrong usage is reported before the warehouse is opened.
  planRun(environment.spec, words);
  const engines = chooseEngines(environment, words);
  if (found !== null) adviseFor(words);
  const { result, start } = await withContext(environment, engines, async (context) => {
    const runId = await chooseRun(context, words, say);
    const elsewhere = found === null && continues ? await keptElsewhere(context, runId, words, environment) : null;
    const all = elsewhere === null ? words : wordsOf(words, elsewhere, environment);
    const run = found ?? elsewhere;
    if (run !== null) say(`it was started by: ${newRunCommand(environment, run.start)}`);
    const start = startedAs(all, run?.start);
    const plan = planRun(environment.spec, all);
    return { start, result: await runShown(context, environment, { ...plan, runId, start }) };
  });
  reportResult(result, environment, start, options.json === true);
}

/** The words with which a run goes on. @throws CommandError `RUN_STARTED_OTHERWISE` */
function wordsOf(options: Options, found: StartedRun, place: Pick<Environment, 'name' | 'stateFolder'>): Options {
  return options.from === undefined ? asStarted(options, found, place) : fromItsSources(options, found, place);
}

/**
 * A run that is not kept on this machine: its record is read where its spec is known.
 * @throws CommandError `RUN_STARTED_OTHERWISE` if that is not its spec
 */
async function keptElsewhere(context: Context, runId: string, words: Options, environment: Environment) {
  const { startOfRun } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  const start = await startOfRun(context.warehouse, runId);
  if (start === null) return null;
  if (start.spec !== undefined && givenSpec(words) === undefined)
    refuse(words, { runId, start }, environment, [`with --spec ${start.spec}`]);
  return { runId, start };
}

/** What is recorded: a resumed run was started once. Deletes may have been accepted since; a part that is repeated says nothing of the whole. */
function startedAs(words: Options, before: RunStart | undefined): RunStart {
  if (before !== undefined && words.from !== undefined) return before;
  return startOf(before?.command ?? 'run', words, words.engines);
}
