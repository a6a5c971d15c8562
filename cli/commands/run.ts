import type { Command } from 'commander';
import type { RunEvent, RunResult } from '../../jobs/run';
import { type EngineOptions, withContext, withEngines } from '../engines';
import { findEnvironment } from '../environment';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../options';
import { json, say } from '../output';
import { runLog, runLogFile } from '../run-log';
import { chooseRun, planRun, type RunSelection } from '../run-plan';

type Options = EnvironmentCommandOptions & EngineOptions & RunSelection;

/** `rcm run`: the graph on this machine, with live progress; a failed step makes exit 1. */
export function define(command: Command): void {
  withEngines(withEnvironment(command))
    .option('--from <step>', 'repeat this step and all after it, in the newest run or that of --run-id')
    .option('--hospital <id>', "only this hospital's steps and those of the environment")
    .option('--until <date>', 'leave rows changed after this date (UTC) for a later run')
    .option('--run-id <id>', 'resume this run, or name a new one')
    .action(run);
  withExamples(command, [
    'rcm run --env sunrise-dev',
    'rcm run --env sunrise-dev --mysql --hospital hospital-a',
    'rcm run --env sunrise-dev --from kpis',
    'rcm run --env sunrise-dev --extracts ./course-data --json > result.json',
  ]);
}

async function run(options: Options): Promise<void> {
  const environment = await findEnvironment(options, say);
  const plan = planRun(environment.spec, options);
  const result = await withContext(environment, options, async (context) => {
    const runId = await chooseRun(context, options);
    const { runPipeline } = require('../../jobs/run') as typeof import('../../jobs/run');
    const progress = openProgress();
    const log = runLog(environment.stateFolder);
    const onEvent = (event: RunEvent) => {
      log(event);
      progress.take(event);
    };
    try {
      return await runPipeline(context, { ...plan, runId, onEvent });
    } finally {
      await progress.close();
    }
  });
  if (options.json) json(forScripts(result));
  sayNext(result, runLogFile(environment.stateFolder, result.runId), environment.name);
  if (result.status === 'FAILED') process.exitCode = 1;
}

function openProgress() {
  if (process.stderr.isTTY && process.env['CI'] !== 'true') {
    const { LiveProgress } = require('../progress/live-progress') as typeof import('../progress/live-progress');
    return new LiveProgress();
  }
  const { PlainProgress } = require('../progress/plain-progress') as typeof import('../progress/plain-progress');
  return new PlainProgress();
}

/** Each step's error as code, detail and fix: an Error itself says nothing in JSON. */
function forScripts({ steps, ...rest }: RunResult) {
  const plain = [...steps].map(([id, { error, report, ...step }]) => ({
    id,
    ...step,
    ...report,
    error: error && { code: error.code, detail: error.detail, fix: error.fix, retryable: error.retryable },
  }));
  return { ...rest, steps: plain };
}

function sayNext(result: RunResult, logFile: string, name: string): void {
  const failed = [...result.steps].filter(([, { status }]) => status === 'FAILED');
  for (const [id, { error }] of failed) if (error) say(`-> ${id}: ${error.fix}`);
  if (failed.length > 0) say(`-> Go on where it stopped with rcm run --env ${name} --run-id ${result.runId}`);
  say(`log: ${logFile}`);
}
