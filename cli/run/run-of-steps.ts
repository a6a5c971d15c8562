import type { Context } from '../../jobs/steps/context';
import type { RunStart } from '../../jobs/steps/run-start';
import type { EnvironmentCommandOptions } from '../environment/environment-options';
import { type Environment, findEnvironment } from '../environment/find-environment';
import { aboutStep, isInCloud } from '../output/cloud-log';
import { say } from '../output/output';
import { adviseFor } from '../output/typed-command';
import { chooseEngines, type EngineOptions, withContext } from './engines';
import { recordInterruption } from './interrupted-runs';
import { checkRunId, checkUntil, knownRun, latestRun } from './run-plan';
import { type EndingSignal, withLastWords } from './signals';
import { fromItsSources, startOf } from './start-words';
import { type FoundRun, findStartedRun } from './started-run';

/** What a command that runs single steps of a run takes about it. */
export interface StepWords extends EnvironmentCommandOptions, EngineOptions {
  readonly runId?: string;
  readonly until?: string | undefined;
}

/** The run that the steps belong to, with its engines open. */
export interface RunOfSteps<Words> {
  readonly context: Context;
  readonly runId: string;
  /** For `begin` to record. */
  readonly start: RunStart;
  readonly until: string | undefined;
  /** As typed, with what the run was started with where nothing else was typed. */
  readonly words: Words;
  readonly inCloud: boolean;
  /** From here on, lines of the log in the cloud are about this step; null: about the run. */
  about(stepId: string | null): void;
}

/** The steps, and the words of a command about them. */
export interface TypedSteps<Words> {
  readonly ids: readonly string[];
  readonly options: Words;
  /** The words, of a run that was started with these options. */
  ofItsRun(options: Words, started: RunStart): Words;
  /** The command that repeats them. */
  command(runId: string, environment: Environment, start: RunStart, words: Words): string;
}

/**
 * Finds the run that steps belong to, opens its engines and does the work. A step reads what its run reads. After a signal the run is recorded
 * as interrupted, and the command printed that repeats the steps; in the cloud the other tasks of the run go on, and the orchestrator repeats
 * these.
 * @throws CommandError `RUN_STARTED_OTHERWISE` if other sources were typed
 * @throws JobError `RUN_UNKNOWN`
 */
export async function withRunOfSteps<Words extends StepWords, Result>(
  { ids, options, ofItsRun, command }: TypedSteps<Words>,
  work: (run: RunOfSteps<Words>) => Promise<Result>,
): Promise<Result> {
  const only = ids.length === 1 ? (ids[0] ?? null) : null;
  const logAbout = (environment: string | undefined, runId: string | undefined, stepId: string | null) =>
    aboutStep({ environment: environment ?? null, stepId, runId: runId ?? null });
  logAbout(options.env ?? process.env['RCM_ENV'], options.runId, only);
  const inCloud = isInCloud(['--engines', options.engines], process.env);
  // In the cloud each task of a run is called with the run's options.
  const found = inCloud ? null : await findStartedRun(options, options.runId ?? null);
  const words = found === null ? options : fromRun(ofItsRun(options, found.start), found);
  const environment = await findEnvironment(words, say);
  logAbout(environment.name, options.runId, only);
  if (found !== null) adviseFor(words);
  return withContext(environment, chooseEngines(environment, words), async (context) => {
    const runId = await runOf(context, ids, options, inCloud);
    const about = (stepId: string | null) => logAbout(environment.name, runId, stepId);
    about(only);
    const start = startOf(found?.start.command ?? 'step', words, words.engines);
    const until = words.until === undefined ? undefined : checkUntil(words.until);
    const interrupt = async (signal: EndingSignal) => {
      const what = only === null ? `${ids.length} steps` : `step ${only}`;
      say(`${signal}: ${what} of run ${runId} ${only === null ? 'were' : 'was'} interrupted.`);
      say(`-> Repeat the step${only === null ? 's' : ''}: ${command(runId, environment, start, words)}`);
      await recordInterruption(context, runId);
    };
    const opened = () => work({ context, runId, start, until, words, inCloud, about });
    return inCloud ? opened() : withLastWords(interrupt, opened);
  });
}

function fromRun<Words extends StepWords>(words: Words, { place, ...run }: FoundRun): Words {
  return fromItsSources(words, run, place);
}

/** Only `begin` opens a run; in the cloud the orchestrator gives the id, so nobody mistypes it. */
async function runOf(
  context: Context,
  ids: readonly string[],
  { runId }: StepWords,
  inCloud: boolean,
): Promise<string> {
  if (runId === undefined) return latestRun(context);
  checkRunId(runId);
  return ids.includes('begin') || inCloud ? runId : knownRun(context, runId);
}
