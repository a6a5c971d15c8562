import type { Context } from '../../jobs/steps/context';
import { openRun } from './run-log';

/** A run whose process was ended or has died. */
export interface InterruptedRun {
  readonly runId: string;
  /** When its log was last written, UTC, ISO 8601. */
  readonly at: string;
  /** The command line that resumes it; null: its log does not say. */
  readonly resume: string | null;
}

/**
 * Closes the runs of this machine whose process has died, in ops.runs, and returns them. A run without a log here is another machine's.
 * The local warehouse is open in one process alone, so that the process of any other run is dead.
 */
export async function recordInterrupted(context: Context, stateFolder: string): Promise<InterruptedRun[]> {
  const { finishRun, openRunIds } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  const { isAlive } =
    require('../../jobs/lake/temporary-folders') as typeof import('../../jobs/lake/temporary-folders');
  const { warehouse } = context;
  await context.prepareAudit();
  const interrupted = (await openRunIds(warehouse)).flatMap((runId) => {
    const open = openRun(stateFolder, runId);
    const isDead = warehouse.dialect.name === 'duckdb' || open?.pid == null || !isAlive(open.pid);
    return open && isDead ? [{ runId, at: open.at, resume: open.resume }] : [];
  });
  if (interrupted.length > 0)
    await warehouse.executeAtomically(
      interrupted.map(({ runId, at }) => finishRun(warehouse.dialect, runId, 'INTERRUPTED', new Date(at))),
    );
  return interrupted;
}
