import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Command } from 'commander';
import { openPrivateFolder } from '../../jobs/engines/embedded/private-folder';
import { devFolders } from '../dev/dev-folders';
import { devLines } from '../dev/dev-lines';
import { type DevServer, openDevServer } from '../dev/dev-server';
import { devSpec } from '../dev/dev-users';
import { fillDatabases } from '../dev/fill-databases';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { type Environment, findEnvironment } from '../environment/find-environment';
import { CommandError } from '../errors/command-error';
import { UsageError } from '../errors/usage-error';
import { say } from '../output/output';
import { withContext } from '../run/engines';
import { resumeCommand } from '../run/next-command';
import { withSelection } from '../run/run-options';
import { chooseRun, planRun, type RunSelection } from '../run/run-plan';
import { reportResult, runShown } from '../run/shown-run';
import { endOnSignals } from '../run/signals';
import { ensureSample } from './sample';

interface Options extends EnvironmentCommandOptions, RunSelection {
  readonly once?: true;
}

/** `rcm dev`: the pipeline on databases of this machine, which it starts and fills with the sample. Exit 1 if a step failed. */
export function define(command: Command): void {
  withSelection(withEnvironment(command))
    .option('--once', 'stop the databases after the run (default: they stay until Ctrl-C)')
    .action(dev);
  withExamples(command, [
    'rcm dev --env sunrise-dev           # a second one, in another terminal, runs again on the same databases',
    'rcm dev --env sunrise-dev --once',
    'rcm dev --env sunrise-dev --from kpis',
  ]);
}

async function dev(options: Options): Promise<void> {
  const environment = await findEnvironment(options, say);
  const { name, spec, stateFolder } = environment;
  if (spec.stage !== 'dev') {
    throw new UsageError(
      `${name} is a ${spec.stage} environment, and rcm dev would fill its state on this machine with the sample`,
      'Name a dev environment with --env.',
    );
  }
  const plan = planRun(spec, options);
  openPrivateFolder(stateFolder);
  endOnSignals();
  await ensureSample(environment);
  const folders = devFolders(stateFolder);
  const server = await openDevServer(
    folders,
    spec.hospitals.map(({ id }) => id),
  );
  try {
    const filled = await fillDatabases(environment, folders, server.port);
    say(filledLine(filled !== null, server));
    const here: Environment = { ...environment, spec: devSpec(spec, server.port) };
    writeFileSync(folders.spec, `${JSON.stringify(here.spec, null, 2)}\n`);
    const words = { ...options, runner: 'dev' } as const;
    const engines = { engines: 'embedded', folder: stateFolder };
    const resume = (runId: string) => resumeCommand(runId, environment, words);
    const result = await withContext(here, engines, async (context) =>
      runShown(context, here, { ...plan, runId: await chooseRun(context, options, say) }, resume),
    );
    reportResult(result, here, words, options.json === true);
    if (options.once || !server.isOwn) return;
    for (const line of devLines(environment, folders, here.spec)) say(line);
    say('Ctrl-C stops the databases. Their rows stay for the next rcm dev.');
    await server.ended;
    throw new CommandError(
      'DEV_SERVER_FAILED',
      `MariaDB has ended; its log is ${relative(process.cwd(), folders.log)}`,
    );
  } finally {
    await server.stop();
  }
}

function filledLine(isFilled: boolean, { isOwn }: DevServer): string {
  if (isFilled) return 'databases filled with the sample';
  return `databases left as they are, with the rows that they have${isOwn ? '' : '; another rcm dev has started them'}`;
}
