import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Command } from 'commander';
import { openPrivateFolder } from '../../jobs/engines/embedded/private-folder';
import { ENGINES } from '../../jobs/engines/registry';
import { hasDatabase } from '../../model/spec';
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
import { withSelection } from '../run/run-options';
import { checkRunId, chooseRun, planRun, type RunSelection } from '../run/run-plan';
import { reportResult, runShown } from '../run/shown-run';
import { endOnSignals } from '../run/signals';
import { asStarted, startOf } from '../run/start-words';
import { findStartedRun } from '../run/started-run';
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
  if (options.runId !== undefined) checkRunId(options.runId);
  const engines = { engines: ENGINES[0].id };
  const resumes = options.runId !== undefined && options.from === undefined;
  const found = resumes ? await findStartedRun({ ...options, ...engines }, options.runId ?? null) : null;
  const words = found === null ? options : asStarted(options, found, found.place, 'dev');
  const environment = await findEnvironment(words, say);
  const { name, spec, stateFolder } = environment;
  if (spec.stage !== 'dev') {
    throw new UsageError(
      `${name} is a ${spec.stage} environment, and this would fill its state on this machine with the sample`,
      'Name a dev environment with --env.',
    );
  }
  const plan = planRun(spec, words);
  openPrivateFolder(stateFolder);
  endOnSignals();
  await ensureSample(environment);
  const folders = devFolders(stateFolder);
  const server = await openDevServer(
    folders,
    spec.hospitals.filter(hasDatabase).map(({ id }) => id),
  );
  try {
    const filled = await fillDatabases(environment, folders, server.port);
    if (spec.hospitals.some(hasDatabase)) say(filledLine(filled !== null, server));
    const here: Environment = { ...environment, spec: devSpec(spec, server.port) };
    writeFileSync(folders.spec, `${JSON.stringify(here.spec, null, 2)}\n`);
    const start = startOf('dev', words, engines.engines);
    const result = await withContext(here, { ...engines, folder: stateFolder }, async (context) =>
      runShown(context, here, { ...plan, runId: await chooseRun(context, words, say), start }),
    );
    reportResult(result, here, start, options.json === true);
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
  return `databases left as they are, with the rows that they have${isOwn ? '' : '; another process has started them'}`;
}
