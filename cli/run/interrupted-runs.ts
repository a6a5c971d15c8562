import { ENGINES } from '../../jobs/engines/registry';
import type { OpenedRun } from '../../jobs/steps/audit';
import type { Context } from '../../jobs/steps/context';
import type { Environment } from '../environment/find-environment';
import { resumeCommand, resumeWords } from './next-command';
import { openRun } from './run-log';

/** A run whose process was ended or has died. */
export interface InterruptedRun extends OpenedRun {
  /** When its log was last written, UTC, ISO 8601. */
  readonly at: string;
}

/**
 * Closes the runs of this machine whose process has died, in ops.runs, and returns them. A run without a log here is another machine's.
 * The local warehouse is open in one process alone, so that the process of any other run is dead.
 */
export async function recordInterrupted(context: Context, stateFolder: string): Promise<InterruptedRun[]> {
  const { finishRun, openRuns } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  const { isAlive } =
    require('../../jobs/lake/temporary-folders') as typeof import('../../jobs/lake/temporary-folders');
  const { warehouse } = context;
  await context.prepareAudit();
  const interrupted = (await openRuns(warehouse)).flatMap((run) => {
    const open = openRun(stateFolder, run.runId);
    const isDead = warehouse.dialect.name === 'duckdb' || open?.pid == null || !isAlive(open.pid);
    return open && isDead ? [{ ...run, at: open.at }] : [];
  });
  if (interrupted.length > 0)
    await warehouse.executeAtomically(
      interrupted.map(({ runId, at }) => finishRun(warehouse.dialect, runId, 'INTERRUPTED', new Date(at))),
    );
  return interrupted;
}

/** Gives up the work of the warehouse, and records that the run was interrupted. The process has to end then. */
export async function recordInterruption({ warehouse }: Context, runId: string): Promise<void> {
  const { finishRun } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  await warehouse.endWith([finishRun(warehouse.dialect, runId, 'INTERRUPTED', new Date())]);
}

/** For people: which run, when, and how to resume it. */
export function interruptedLine({ runId, at, start }: InterruptedRun, environment: Pick<Environment, 'name'>): string {
  // How an older version of the program started it is not known.
  const known = start ?? { command: 'run', engines: ENGINES[0].id };
  const when = at.slice(0, 19).replace('T', ' ');
  return `run ${runId} was interrupted at ${when} UTC. ${resumeWords(known)}: ${resumeCommand(runId, environment, known)}`;
}
