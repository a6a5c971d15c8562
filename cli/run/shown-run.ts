import { failureCauses } from '../../jobs/reports/failure-causes';
import type { RunEvent, RunOptions, RunResult } from '../../jobs/run/run';
import type { Context } from '../../jobs/steps/context';
import type { RunStart } from '../../jobs/steps/run-start';
import { ERRORS, type ErrorCode } from '../../model/errors/registry';
import type { Environment } from '../environment/find-environment';
import { describeFailure } from '../errors/failure';
import { json, say } from '../output/output';
import { asTyped } from '../output/typed-command';
import { interruptedLine, recordInterrupted, recordInterruption } from './interrupted-runs';
import { newRunCommand, resumeCommand, resumeWords } from './next-command';
import { runLog, runLogFile } from './run-log';
import { type EndingSignal, withLastWords } from './signals';

/** Milliseconds in which the lines on a terminal are drawn for the last time. */
const REDRAWN = 300;

/** What is run, as which run, and how it was started. */
export interface ShownRun extends Omit<RunOptions, 'onEvent' | 'start'> {
  readonly start: RunStart;
  /** Work of the run before its steps. */
  readonly before?: () => Promise<void>;
}

/**
 * Runs the graph, shows its progress on stderr and writes the log of the run. How it was started is recorded first, so that it can be resumed
 * from any moment. A signal ends it, and the process.
 */
export async function runShown(
  context: Context,
  environment: Environment,
  { before, ...options }: ShownRun,
): Promise<RunResult> {
  const { runPipeline } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
  const { runId, start } = options;
  for (const run of await recordInterrupted(context, environment.stateFolder))
    if (run.runId !== runId) say(interruptedLine(run, environment));
  const progress = openProgress();
  const log = runLog(environment.stateFolder);
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
    const repeats = start.command === 'replay' ? '' : ' Steps that succeeded are not repeated.';
    say(`${signal}: run ${runId} was interrupted.${repeats}`);
    say(`-> ${resumeWords(start)}: ${resumeCommand(runId, environment, start)}`);
    log({ type: 'run_ended', runId, status: 'INTERRUPTED', seconds: (Date.now() - startedAt) / 1000 });
    await recordInterruption(context, runId);
  };
  try {
    return await withLastWords(interrupt, async () => {
      await recordStart(context, environment, options);
      if (before) {
        log({ type: 'run_started', runId, steps: [] });
        await before().catch((error) => endFailed(context, runId, error));
      }
      return runPipeline(context, { ...options, onEvent });
    });
  } finally {
    if (!isInterrupted) await progress.close();
  }
}

/** In `ops.runs`, before the first step. */
async function recordStart({ warehouse }: Context, { name }: Environment, { runId, start }: ShownRun): Promise<void> {
  const { beginRun } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  await warehouse.executeAtomically(beginRun(warehouse.dialect, runId, name, new Date(), start));
}

/** A run that fails before its steps, which no `finish` closes. */
async function endFailed({ warehouse }: Context, runId: string, error: unknown): Promise<never> {
  const { finishRun } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  await warehouse.executeAtomically([finishRun(warehouse.dialect, runId, 'FAILED', new Date())]);
  throw error;
}

/** Prints the result for scripts and the advice for people, made from how the run was started, and sets the exit code. */
export function reportResult(result: RunResult, environment: Environment, start: RunStart, asJson: boolean): void {
  if (asJson) json(forScripts(result));
  for (const line of [...causeLines(result), ...nextLines(result, environment, start)]) say(line);
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
export function forScripts({ steps, ...rest }: RunResult) {
  const plain = [...steps].map(([id, { error, report, ...step }]) => ({
    id,
    ...step,
    ...report,
    error: error && { code: error.code, detail: error.detail, fix: asTyped(error.fix), retryable: error.retryable },
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
export function nextLines(result: RunResult, environment: Pick<Environment, 'name'>, start: RunStart): string[] {
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
      start,
    ),
  ];
}

/** The command to type once the advice was followed; `finish` fails whenever another step did, and says nothing of its own. */
function goingOn(
  codes: readonly ErrorCode[],
  runId: string,
  environment: Pick<Environment, 'name'>,
  start: RunStart,
): string[] {
  const causes = codes.filter((code) => code !== 'RUN_INCOMPLETE').map((code) => ERRORS[code]);
  const resume = resumeCommand(runId, environment, start);
  // A replay reads nothing, so that it is always begun again.
  if (start.command === 'replay' || !causes.some(({ next }) => next === 'new run'))
    return [`-> ${resumeWords(start)}: ${resume}`];
  // What is read whole or up to a day is not compared as well: planRun refuses both.
  const isComparable = start.full === undefined && start.until === undefined;
  const heals = isComparable && causes.some(({ newRunWith }) => newRunWith === '--heal');
  const begun = newRunCommand(environment, heals ? { ...start, heal: true } : start);
  const accepts = causes.some(({ resumeWith }) => resumeWith === '--accept-deletes');
  return [
    `-> When that is done, start a new run: ${begun}`,
    ...(accepts ? [`-> Or accept what was deleted: ${resume} --accept-deletes`] : []),
  ];
}
