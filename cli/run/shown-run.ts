import { failureCauses } from '../../jobs/reports/failure-causes';
import type { RunEvent, RunOptions, RunResult } from '../../jobs/run/run';
import type { Context } from '../../jobs/steps/context';
import type { Environment } from '../environment/find-environment';
import { describeFailure } from '../errors/failure';
import { json, say } from '../output/output';
import { nextCommand, type RunWords } from './next-command';
import { runLog, runLogFile } from './run-log';

/** Runs the graph, shows its progress on stderr and writes the log of the run. */
export async function runShown(
  context: Context,
  environment: Environment,
  options: Omit<RunOptions, 'onEvent'>,
): Promise<RunResult> {
  const { runPipeline } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
  const progress = openProgress();
  const log = runLog(environment.stateFolder);
  const onEvent = (event: RunEvent) => {
    log(event);
    progress.take(event);
  };
  try {
    return await runPipeline(context, { ...options, onEvent });
  } finally {
    await progress.close();
  }
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
  // A resumed run does not read the inbox or judge its rows again, so it would end in the same way.
  const again = errors.some(({ error }) => error.code.startsWith('FILE_') || error.code === 'QUARANTINE_SHARE_EXCEEDED')
    ? `-> When that is done, start a new run: ${nextCommand('run', environment, words)}`
    : `-> Resume the run: ${nextCommand('run', environment, words, [`--run-id ${result.runId}`])}`;
  return [...stacks, ...advice, again];
}
