import type { Command } from 'commander';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { say } from '../output/output';
import { chooseEngines, type EngineOptions, withContext, withEngines } from '../run/engines';
import { resumeCommand } from '../run/next-command';
import { withSelection } from '../run/run-options';
import { chooseRun, planRun, type RunSelection } from '../run/run-plan';
import { reportResult, runShown } from '../run/shown-run';

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
  const environment = await findEnvironment(options, say);
  const plan = planRun(environment.spec, options);
  const resume = (runId: string) => resumeCommand(runId, environment, options);
  const result = await withContext(environment, chooseEngines(environment, options), async (context) =>
    runShown(context, environment, { ...plan, runId: await chooseRun(context, options, say) }, resume),
  );
  reportResult(result, environment, options, options.json === true);
}
