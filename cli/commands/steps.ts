import type { Command } from 'commander';
import type { RunEvent, RunResult } from '../../jobs/run/run';
import type { RunStart } from '../../jobs/steps/run-start';
import { withEnvironment, withExamples } from '../environment/environment-options';
import { describeFailure } from '../errors/failure';
import { UsageError } from '../errors/usage-error';
import { logLine } from '../output/cloud-log';
import { json, say } from '../output/output';
import { asTyped } from '../output/typed-command';
import { withEngines } from '../run/engines';
import { stepsCommand } from '../run/next-command';
import { endedLine } from '../run/progress-board';
import { type RunOfSteps, type StepWords, withRunOfSteps } from '../run/run-of-steps';
import { forScripts } from '../run/shown-run';

/** Which of the steps each option is for. */
interface PerStep {
  readonly full: readonly string[];
  readonly heal: readonly string[];
  readonly acceptDeletes: readonly string[];
  readonly rebuildGold: readonly string[];
}
type Typed = StepWords & Partial<PerStep>;
/** The options, with what the run was started with. */
type Words = StepWords & { readonly per: PerStep };

/** `rcm steps ID...`: one attempt of each step that has not succeeded; what an execution in the cloud does. */
export function define(command: Command): void {
  withEngines(withEnvironment(command.argument('<ids...>', 'steps of the graph, e.g. those of one execution')))
    .option('--run-id <id>', 'run that the steps belong to (default: the newest run)')
    .option('--until <date>', 'leave rows changed after this date (UTC) for a later run')
    .option('--full <ids...>', 'extract steps that read every row, not only rows changed since the last run')
    .option('--heal <ids...>', 'extract steps that compare every row with the warehouse, and read those that differ')
    .option('--accept-deletes <ids...>', 'load steps that accept rows deleted in the database, however many')
    .option('--rebuild-gold <ids...>', 'steps of gold that build their layer whole, not only what has changed')
    .addHelpText(
      'after',
      [
        '\nSteps that succeeded in this run are not repeated, unless all of them did. A step',
        'is skipped if one that it needs has not succeeded; the others go on. Exit 1 if a',
        'step failed or was skipped; in the cloud 0 if steps were only skipped, because',
        'what failed is reported where it failed, and 2 if no failed step may be retried.',
      ].join('\n'),
    )
    .action(steps);
  withExamples(command, [
    'rcm steps load.hospital-a.patients check.hospital-a.patients history.hospital-a.patients --env sunrise-dev',
    'rcm steps summaries kpis --env sunrise-dev --run-id 20251231t050000z-a1b2 --json',
    'rcm graph --env sunrise-dev --json | jq -r \'.[] | select(.execution == "gold").id\' | xargs rcm steps',
  ]);
}

async function steps(ids: readonly string[], typed: Typed): Promise<void> {
  const { full = [], heal = [], acceptDeletes = [], rebuildGold = [], ...options } = typed;
  const per = { full, heal, acceptDeletes, rebuildGold };
  const stray = Object.values(per)
    .flat()
    .find((id) => !ids.includes(id));
  if (stray !== undefined)
    throw new UsageError(`${stray} is named by an option and is not one of the steps`, 'Name it among the steps, too.');
  const asked = {
    ids,
    options: { ...options, per } as Words,
    ofItsRun: (words: Words, started: RunStart): Words => ({ ...words, per: widened(words.per, started, ids) }),
    command: (runId: string, environment: { readonly name: string }, start: RunStart, words: Words) =>
      stepsCommand(ids, runId, environment, start, flagsOf(words.per)),
  };
  await withRunOfSteps(asked, async (run) => {
    const { runSteps } = require('../../jobs/run/run-steps') as typeof import('../../jobs/run/run-steps');
    const { context, runId, start, until, words } = run;
    const result = await runSteps(context, ids, {
      runId,
      ...(ids.includes('begin') ? { start } : {}),
      ...(until === undefined ? {} : { until }),
      ...words.per,
      onEvent: (event) => report(run, event),
    });
    run.about(null);
    if (options.json) json(forScripts(result));
    process.exitCode = conclude(result, run.inCloud);
  });
}

/** What a run was started with holds for all of its steps. */
function widened(per: PerStep, { full, heal, acceptDeletes, rebuildGold }: RunStart, ids: readonly string[]): PerStep {
  return {
    full: full && per.heal.length === 0 ? ids : per.full,
    heal: heal && per.full.length === 0 ? ids : per.heal,
    acceptDeletes: acceptDeletes ? ids : per.acceptDeletes,
    rebuildGold: rebuildGold ? ids : per.rebuildGold,
  };
}

function flagsOf({ full, heal, acceptDeletes, rebuildGold }: PerStep): Record<string, readonly string[]> {
  return { '--full': full, '--heal': heal, '--accept-deletes': acceptDeletes, '--rebuild-gold': rebuildGold };
}

/** A line for each step that has ended; of a failure as `rcm step` reports it, which the alerts read. */
function report({ about }: RunOfSteps<Words>, event: RunEvent): void {
  if (event.type !== 'step_ended') return;
  about(event.stepId);
  if (event.error === null) say(endedLine(event.stepId, event));
  else {
    const { text, code } = describeFailure(event.error, process.env['RCM_DEBUG'] === '1');
    process.stderr.write(`${logLine('ERROR', asTyped(`${event.stepId}: ${text}`), code)}\n`);
  }
}

/** The last line, which names the steps without success, and the exit code. */
function conclude({ steps }: RunResult, inCloud: boolean): number {
  const named = (status: string) => [...steps].flatMap(([id, step]) => (step.status === status ? [id] : []));
  const [failed, skipped] = [named('FAILED'), named('SKIPPED')];
  const all = `of ${steps.size} step(s)`;
  if (failed.length > 0) say(`failed, ${failed.length} ${all}: ${failed.join(', ')}`);
  if (skipped.length > 0)
    say(`skipped, ${skipped.length} ${all}, because a step that they need has not succeeded: ${skipped.join(', ')}`);
  const mayRetry = failed.some((id) => steps.get(id)?.error?.retryable);
  if (failed.length > 0) return inCloud && !mayRetry ? 2 : 1;
  return skipped.length > 0 && !inCloud ? 1 : 0;
}
