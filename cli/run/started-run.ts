import { existsSync } from 'node:fs';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { ENGINES } from '../../jobs/engines/registry';
import { JobError } from '../../jobs/errors';
import type { RunStart } from '../../jobs/steps/run-start';
import {
  type Environment,
  type EnvironmentOptions,
  environmentOfRun,
  findState,
} from '../environment/find-environment';
import { type WarehouseReader, withLocalReader } from '../local-warehouse/warehouse-reader';
import type { StartedRun } from './start-words';

/** A run on record, and the environment that has it. */
export interface FoundRun extends StartedRun {
  readonly place: Pick<Environment, 'name' | 'stateFolder'>;
}

/**
 * How the run was started that a command line names, before its spec is read: the record says which spec it is.
 * @param runId null: the newest run.
 * @returns null: the run is new, an older version of the program started it, or it is not kept on this machine.
 * @throws JobError `WAREHOUSE_LOCKED` while a process has the warehouse open that does not answer
 */
export async function findStartedRun(
  options: EnvironmentOptions & { readonly engines: string },
  runId: string | null,
): Promise<FoundRun | null> {
  if (options.engines !== ENGINES[0].id) return null;
  const { name, stateFolder } = await findState(await withEnvironmentOf(options, runId));
  if (!existsSync(localFolders(stateFolder).warehouse)) return null;
  const run = await withLocalReader(stateFolder, (reader) => readStart(reader, runId));
  return run && { ...run, place: { name, stateFolder } };
}

/** The environment that has the run, where the command line names none. */
async function withEnvironmentOf(options: EnvironmentOptions, runId: string | null): Promise<EnvironmentOptions> {
  const isNamed = [options.env, options.spec, process.env['RCM_ENV'], process.env['RCM_SPEC']].some(Boolean);
  const env = isNamed || runId === null ? null : environmentOfRun(runId);
  return env === null ? options : { env };
}

async function readStart(reader: WarehouseReader, asked: string | null): Promise<StartedRun | null> {
  const { latestRunId, startOfRun } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  if (!(await hasStarts(reader))) return null;
  const runId = asked ?? (await latestRunId(reader));
  const start = runId === null ? null : await startOfRun(reader, runId);
  return runId === null || start === null ? null : { runId, start };
}

/** Whether the runs say how they were started: an older version of the program may have made the warehouse. */
async function hasStarts(reader: WarehouseReader): Promise<boolean> {
  const columns = await reader.query({
    name: 'run columns',
    sql: "select column_name from information_schema.columns where table_schema = 'ops' and table_name = 'runs'",
  });
  return columns.some((row) => row['column_name'] === 'started_with');
}

/** How the newest run on this machine that read sources was started; null: not known, or the warehouse cannot be read now. */
export async function newestStartHere(stateFolder: string): Promise<RunStart | null> {
  const { newestReadingStart } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  try {
    return await withLocalReader(stateFolder, async (reader) =>
      (await hasStarts(reader)) ? newestReadingStart(reader) : null,
    );
  } catch (error) {
    // What this is for goes on without it.
    if (error instanceof JobError) return null;
    throw error;
  }
}
