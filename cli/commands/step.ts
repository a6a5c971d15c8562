import type { Command } from 'commander';
import type { Context } from '../../jobs/steps/context';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { aboutStep, isInCloud } from '../output/cloud-log';
import { json, say } from '../output/output';
import { adviseFor } from '../output/typed-command';
import { chooseEngines, type EngineOptions, withContext, withEngines } from '../run/engines';
import { recordInterruption } from '../run/interrupted-runs';
import { stepCommand } from '../run/next-command';
import { endedLine } from '../run/progress-board';
import { checkRunId, checkUntil, knownRun, latestRun } from '../run/run-plan';
import { type EndingSignal, withLastWords } from '../run/signals';
import { fromItsSources, startOf } from '../run/start-words';
import { type FoundRun, findStartedRun } from '../run/started-run';

interface StepOptions {
  readonly runId?: string;
  readonly until?: string | undefined;
  readonly full?: true | undefined;
  readonly heal?: true | undefined;
  readonly acceptDeletes?: true | undefined;
}
type Options = EnvironmentCommandOptions & EngineOptions & StepOptions;

/** `rcm step ID`: one attempt of one step; the orchestrator retries. */
export function define(command: Command): void {
  withEngines(withEnvironment(command.argument('<id>', 'step of the graph, e.g. extract.hospital-a.patients')))
    .option('--run-id <id>', 'run that the step belongs to (default: the newest run)')
    .option('--until <date>', 'leave rows changed after this date (UTC) for a later run')
    .option('--full', 'for an extract step: read every row, not only rows changed since the last run')
    .option('--heal', 'for an extract step: compare every row with the warehouse, and read those that differ')
    .option('--accept-deletes', 'for a load step: accept rows deleted in the database, however many')
    .action(step);
  withExamples(command, [
    'rcm step extract.hospital-a.patients --env sunrise-dev',
    'rcm step kpis --env sunrise-dev --run-id 20251231t050000z-a1b2 --json',
    'rcm step kpis --engines cloud --spec gs://sunrise-dev-code/data/spec --run-id scheduled-2025-12-31',
  ]);
}

async function step(id: string, options: Options): Promise<void> {
  const about = (environment: string | undefined, runId = options.runId) =>
    aboutStep({ environment: environment ?? null, stepId: id, runId: runId ?? null });
  about(options.env ?? process.env['RCM_ENV']);
  const inCloud = isInCloud(['--engines', options.engines], process.env);
  // In the cloud each task of a run is called with the run's options.
  const found = inCloud ? null : await findStartedRun(options, options.runId ?? null);
  const words = found === null ? options : ofItsRun(options, found);
  const environment = await findEnvironment(words, say);
  about(environment.name);
  if (found !== null) adviseFor(words);
  await withContext(environment, chooseEngines(environment, words), async (context) => {
    const { runStep } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
    const runId = await runOf(context, id, options);
    about(environment.name, runId);
    const start = startOf(found?.start.command ?? 'step', words, options.engines);
    const interrupt = async (signal: EndingSignal) => {
      say(`${signal}: step ${id} of run ${runId} was interrupted.`);
      say(`-> Repeat the step: ${stepCommand(id, runId, environment, start)}`);
      await recordInterruption(context, runId);
    };
    const started = Date.now();
    const work = () =>
      runStep(context, id, {
        runId,
        ...(id === 'begin' ? { start } : {}),
        ...(words.until === undefined ? {} : { until: checkUntil(words.until) }),
        full: words.full === true,
        heal: words.heal === true,
        acceptDeletes: words.acceptDeletes === true,
      });
    // There the other tasks of the run go on, and the orchestrator repeats this one.
    const report = await (inCloud ? work() : withLastWords(interrupt, work));
    const seconds = (Date.now() - started) / 1000;
    say(endedLine(id, { status: 'SUCCEEDED', seconds, report, error: null }));
    if (options.json) json({ runId, stepId: id, seconds, ...report });
  });
}

/** A step reads what its run reads. @throws CommandError `RUN_STARTED_OTHERWISE` if other sources were typed */
function ofItsRun(options: Options, { place, ...run }: FoundRun): Options {
  const { full, heal } = run.start;
  return { ...(full ? { full } : heal ? { heal } : {}), ...fromItsSources(options, run, place) };
}

/**
 * The run that the step belongs to. Only `begin` opens one; in the cloud the orchestrator gives the id, so nobody mistypes it.
 * @throws JobError `RUN_UNKNOWN`
 */
async function runOf(context: Context, stepId: string, options: Options): Promise<string> {
  if (options.runId === undefined) return latestRun(context);
  const runId = checkRunId(options.runId);
  const opensRun = stepId === 'begin' || isInCloud(['--engines', options.engines], process.env);
  return opensRun ? runId : knownRun(context, runId);
}
