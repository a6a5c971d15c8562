import { failureCauses } from '../../jobs/reports/failure-causes';
import type { RunEvent, RunOptions, RunResult } from '../../jobs/run/run';
import type { Context } from '../../jobs/steps/context';
import { ERRORS, type ErrorCode } from '../../model/errors/registry';
import type { Environment } from '../environment/find-environment';
import { describeFailure } from '../errors/failure';
import { json, say } from '../output/output';
import { type InterruptedRun, recordInterrupted } from './interrupted-runs';
import { nextCommand, type RunWords, resumeCommand } from './next-command';
import { runLog, runLogFile } from './run-log';
import { type EndingSignal, withLastWords } from './signals';

/** Milliseconds in which the lines on a terminal are drawn for the last time. */
const REDRAWN = 300;

/**
 * Runs the graph, shows its progress on stderr and writes the log of the run. A signal ends it, and the process.
 * @param resume the command that resumes the run, to be typed
 */
export async function runShown(
  context: Context,
  environment: Environment,
  options: Omit<RunOptions, 'onEvent'>,
  resume: (runId: string) => string,
): Promise<RunResult> {
  const { runPipeline } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
  const { runId } = options;
  for (const run of await recordInterrupted(context, environment.stateFolder))
    if (run.runId !== runId) say(interruptedLine(run, environment.name));
  const progress = openProgress();
  const log = runLog(environment.stateFolder, resume);
  const startedAt = Date.now();
  let isInterrupted = false;
  const onEvent = (event: RunEvent) => {
    // Steps that are given up fail, which says nothing.
    if (isInterrupted) return;
    log(event);
    progress.take(event);
  };
  const interrupt = async (signal: EndingSignal) => {
    isInterrupted = true;
    // Lines that are redrawn would cover what follows.
    await Promise.race([progress.close(), new Promise((resolve) => setTimeout(resolve, REDRAWN))]);
    say(`${signal}: run ${runId} was interrupted. Steps that succeeded are not repeated.`);
    say(`-> Resume the run: ${resume(runId)}`);
    log({ type: 'run_ended', runId, status: 'INTERRUPTED', seconds: (Date.now() - startedAt) / 1000 });
    const { finishRun } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
    const { warehouse } = context;
    await warehouse.endWith([finishRun(warehouse.dialect, runId, 'INTERRUPTED', new Date())]);
  };
  try {
    const result = await withLastWords(interrupt, () => runPipeline(context, { ...options, onEvent }));
    // Its steps have failed because they were given up; the process is about to end, and all is said.
    return isInterrupted ? await new Promise<never>(() => {}) : result;
  } finally {
    if (!isInterrupted) await progress.close();
  }
}

/** For people: which run, when, and how to resume it. */
export function interruptedLine({ runId, at, resume }: InterruptedRun, environment: string): string {
  const command = resume ?? `rcm run --env ${environment} --run-id ${runId}`;
  return `run ${runId} was interrupted at ${at.slice(0, 19).replace('T', ' ')} UTC; resume it: ${command}`;
}

/** Prints the result for scripts and the advice for people, made from the options of the command that ran, and sets the exit code. */
export function reportResult(result: RunResult, environment: Environment, words: RunWords, asJson: boolean): void {
  if (asJson) json(forScripts(result));
  for (const line of [...causeLines(result), ...nextLines(result, environment, words)]) say(line);
  say(`log: ${runLogFile(environment.stateFolder, result.runId)}`);
  if (result.status === 'FAILED') process.exitCode = 1;
}

/** Live lines on a terminal, plain ones in logs and pipes. */
function openProgress() {
  if (process.stderr.isTTY && process.env['CI'] !== 'true') {
    const { LiveProgress } = require('./live-progress') as typeof import('./live-progress');
    return new LiveProgress();
  }
  const { PlainProgress } = require('./plain-progress') as typeof import('./plain-progress');
  return new PlainProgress();
}

/** Each step's error as code, detail and fix: JSON shows nothing of an Error itself. */
function forScripts({ steps, ...rest }: RunResult) {
  const plain = [...steps].map(([id, { error, report, ...step }]) => ({
    id,
    ...step,
    ...report,
    error: error && { code: error.code, detail: error.detail, fix: error.fix, retryable: error.retryable },
  }));
  return { ...rest, steps: plain };
}

/** What failed by cause, root causes first, and how many steps were skipped because of it. Without failed steps there are none. */
export function causeLines({ steps }: RunResult): string[] {
  const failed = [...steps].flatMap(([id, { error }]) =>
    error ? [{ id, succeeded: false, code: error.code, detail: error.detail }] : [],
  );
  const skipped = [...steps.values()].filter(({ status }) => status === 'SKIPPED').length;
  const causes = failureCauses(failed).map(
    ({ summary, detail }) => `failed: ${summary}${detail === null ? '' : ` (${detail})`}`,
  );
  return skipped === 0 ? causes : [...causes, `${skipped} step(s) were skipped because of these`];
}

/**
 * Each piece of advice once, with its steps: an unreachable source fails many steps in the same way. Then how to go on.
 * Without failed steps there are none.
 */
export function nextLines(result: RunResult, environment: Pick<Environment, 'name'>, words: RunWords): string[] {
  const errors = [...result.steps].flatMap(([id, { error }]) => (error ? [{ id, error }] : []));
  if (errors.length === 0) return [];
  const advice = [...new Set(errors.map(({ error }) => error.fix))].map((fix) => {
    const ids = errors.filter(({ error }) => error.fix === fix).map(({ id }) => id);
    return `-> ${ids[0]}${ids.length > 1 ? ` and ${ids.length - 1} more` : ''}: ${fix}`;
  });
  const stacks = process.env['RCM_DEBUG'] === '1' ? errors.map(({ error }) => describeFailure(error, true).text) : [];
  return [
    ...stacks,
    ...advice,
    ...goingOn(
      errors.map(({ error }) => error.code),
      result.runId,
      environment,
      words,
    ),
  ];
}

/** The command to type once the advice was followed; `finish` fails whenever another step did, and says nothing of its own. */
function goingOn(
  codes: readonly ErrorCode[],
  runId: string,
  environment: Pick<Environment, 'name'>,
  words: RunWords,
): string[] {
  const causes = codes.filter((code) => code !== 'RUN_INCOMPLETE').map((code) => ERRORS[code]);
  if (!causes.some(({ next }) => next === 'new run'))
    return [`-> Resume the run: ${resumeCommand(runId, environment, words)}`];
  // What is read whole or up to a day is not compared as well: planRun refuses both.
  const isComparable = words.full === undefined && words.until === undefined;
  const heals = isComparable && causes.some(({ newRunWith }) => newRunWith === '--heal');
  const begun = nextCommand(words.runner ?? 'run', environment, heals ? { ...words, heal: true } : words);
  const accepted = causes.some(({ resumeWith }) => resumeWith === '--accept-deletes')
    ? [`-> Or accept what was deleted: ${resumeCommand(runId, environment, { ...words, acceptDeletes: true })}`]
    : [];
  return [`-> When that is done, start a new run: ${begun}`, ...accepted];
}
