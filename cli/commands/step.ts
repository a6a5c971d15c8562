import type { Command } from 'commander';
import type { RunStart } from '../../jobs/steps/run-start';
import { withEnvironment, withExamples } from '../environment/environment-options';
import { json, say } from '../output/output';
import { withEngines } from '../run/engines';
import { stepCommand } from '../run/next-command';
import { endedLine } from '../run/progress-board';
import { type StepWords, withRunOfSteps } from '../run/run-of-steps';

interface Options extends StepWords {
  readonly full?: true | undefined;
  readonly heal?: true | undefined;
  readonly acceptDeletes?: true | undefined;
  readonly rebuildGold?: true | undefined;
}

/** `rcm step ID`: one attempt of one step. */
export function define(command: Command): void {
  withEngines(withEnvironment(command.argument('<id>', 'step of the graph, e.g. extract.hospital-a.patients')))
    .option('--run-id <id>', 'run that the step belongs to (default: the newest run)')
    .option('--until <date>', 'leave rows changed after this date (UTC) for a later run')
    .option('--full', 'for an extract step: read every row, not only rows changed since the last run')
    .option('--heal', 'for an extract step: compare every row with the warehouse, and read those that differ')
    .option('--accept-deletes', 'for a load step: accept rows deleted in the database, however many')
    .option('--rebuild-gold', 'for a step of gold: build its layer whole, not only what has changed')
    .action(step);
  withExamples(command, [
    'rcm step extract.hospital-a.patients --env sunrise-dev',
    'rcm step kpis --env sunrise-dev --run-id 20251231t050000z-a1b2 --json',
    'rcm step kpis --engines cloud --spec gs://sunrise-dev-code/data/spec --run-id scheduled-2025-12-31',
  ]);
}

async function step(id: string, options: Options): Promise<void> {
  const typed = {
    ids: [id],
    options,
    ofItsRun: (words: Options, { full, heal, rebuildGold }: RunStart): Options => ({
      ...(full ? { full } : heal ? { heal } : {}),
      ...(rebuildGold ? { rebuildGold } : {}),
      ...words,
    }),
    command: stepCommand.bind(null, id),
  };
  await withRunOfSteps(typed, async ({ context, runId, start, until, words }) => {
    const { runStep } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
    const started = Date.now();
    const report = await runStep(context, id, {
      runId,
      ...(id === 'begin' ? { start } : {}),
      ...(until === undefined ? {} : { until }),
      full: words.full === true,
      heal: words.heal === true,
      acceptDeletes: words.acceptDeletes === true,
      rebuildGold: words.rebuildGold === true,
    });
    const seconds = (Date.now() - started) / 1000;
    say(endedLine(id, { status: 'SUCCEEDED', seconds, report, error: null }));
    if (options.json) json({ runId, stepId: id, seconds, ...report });
  });
}
