import type { Command } from 'commander';
import type { Context } from '../../jobs/steps/context';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { aboutStep, isInCloud } from '../output/cloud-log';
import { json, say } from '../output/output';
import { chooseEngines, type EngineOptions, withContext, withEngines } from '../run/engines';
import { endedLine } from '../run/progress-board';
import { checkRunId, checkUntil, knownRun, latestRun } from '../run/run-plan';

interface StepOptions {
  readonly runId?: string;
  readonly until?: string;
  readonly full?: true;
  readonly heal?: true;
  readonly acceptDeletes?: true;
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
  const environment = await findEnvironment(options, say);
  about(environment.name);
  await withContext(environment, chooseEngines(environment, options), async (context) => {
    const { runStep } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
    const runId = await runOf(context, id, options);
    about(environment.name, runId);
    const until = options.until === undefined ? {} : { until: checkUntil(options.until) };
    const started = Date.now();
    const report = await runStep(context, id, {
      runId,
      ...until,
      full: options.full === true,
      heal: options.heal === true,
      acceptDeletes: options.acceptDeletes === true,
    });
    const seconds = (Date.now() - started) / 1000;
    say(endedLine(id, { status: 'SUCCEEDED', seconds, report, error: null }));
    if (options.json) json({ runId, stepId: id, seconds, ...report });
  });
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
