import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { embedded } from '../../jobs/engines/embedded/embedded';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { JobError } from '../../jobs/errors';
import { graph } from '../../model/graph';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { say } from '../output/output';
import { secondsText } from '../output/text-table';
import { withContext } from '../run/engines';
import { reportResult, runShown } from '../run/shown-run';
import { startOf } from '../run/start-words';

/** Steps from the source up to silver, which a replay skips. */
const BEFORE_GOLD = new Set(['extract', 'load', 'check', 'history']);

/** `rcm replay`: rebuilds silver from bronze, then gold from silver, as its own run. Reads no source. */
export function define(command: Command): void {
  withEnvironment(command).action(replay);
  withExamples(command, ['rcm replay --env sunrise-dev', 'rcm replay --env sunrise-dev --json']);
}

async function replay(options: EnvironmentCommandOptions): Promise<void> {
  const environment = await findEnvironment(options, say);
  const only = graph(environment.spec).flatMap(({ id, kind }) => (BEFORE_GOLD.has(kind) ? [] : [id]));
  const folder = environment.stateFolder;
  if (!existsSync(localFolders(folder).warehouse)) {
    throw new JobError('WAREHOUSE_MISSING', `${environment.name} has not run on this machine yet`);
  }
  const start = startOf('replay', options, embedded.id);
  const result = await withContext(environment, { engines: embedded.id, folder }, async (context) => {
    const { newRunId } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
    const { replaySilver } = require('../../jobs/run/replay') as typeof import('../../jobs/run/replay');
    const runId = newRunId();
    const before = () =>
      replaySilver(context, runId, ({ stepId, seconds }) => say(`${stepId}: done in ${secondsText(seconds)}`));
    return runShown(context, environment, { runId, only, start, before, rebuildGold: true });
  });
  reportResult(result, environment, start, options.json === true);
}
