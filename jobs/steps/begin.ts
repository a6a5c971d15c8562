import { JobError } from '../errors';
import { firstOf, misplacedFiles } from '../sources/files/misplaced-files';
import { beginRun } from './audit';
import type { Context } from './context';
import type { StepWork } from './step-work';

/** Opens the run, creates the tables where Terraform does not, and reports files in the inbox that no feed will read. */
export const beginStep: StepWork = async (context, _step, { runId, start }) => {
  await context.prepareTables();
  await context.warehouse.executeAtomically(
    beginRun(context.warehouse.dialect, runId, context.spec.environment, new Date(), start),
  );
  return { rowsIn: null, rowsOut: null, detail: await misplaced(context) };
};

/** An inbox that cannot be listed stops the feeds that need it, and not the databases. */
async function misplaced({ lake, spec }: Context): Promise<string | null> {
  try {
    const warnings = misplacedFiles(
      (await lake.inbox.list('')).map(({ key }) => key),
      spec,
    );
    return warnings.length > 0 ? firstOf(warnings) : null;
  } catch (error) {
    if (error instanceof JobError) return `the inbox was not searched for misplaced files (${error.code})`;
    throw error;
  }
}
