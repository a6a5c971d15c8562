import type { ComparedTables, TableDifference } from '../../jobs/run/reconcile-rows';
import type { Context, ContextOptions } from '../../jobs/steps/context';
import { didYouMean } from '../../model/errors/near-name';
import type { PipelineSpec } from '../../model/spec';
import type { Environment, EnvironmentOptions } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';
import { data, json, say } from '../output/output';
import { type Cell, textTable } from '../output/text-table';
import { type EngineOptions, withContext } from './engines';
import { newRunCommand } from './next-command';
import { planRun } from './run-plan';
import { reportResult, runShown } from './shown-run';
import { startOf } from './start-words';

/** What `rcm reconcile --rows` is asked for. */
export interface RowsOptions extends ComparedTables, EnvironmentOptions, EngineOptions {
  /** Whether rows that differ are read. */
  readonly fetch: boolean;
  readonly json?: boolean;
}

/**
 * Compares every row of the databases with the warehouse. Rows that differ are read, loaded and published by a run of its own. Exit 1 if
 * something differs afterwards. It shows counts only: an id may identify a person.
 */
export async function reconcileRows(
  environment: Environment,
  engines: ContextOptions,
  options: RowsOptions,
): Promise<void> {
  checkTables(environment.spec, options);
  await withContext(environment, engines, async (context) => {
    const { reconcileRows: compare } =
      require('../../jobs/run/reconcile-rows') as typeof import('../../jobs/run/reconcile-rows');
    const found = await compare(context, options);
    const differing = found.filter(({ missing, changed, gone }) => missing + changed + gone > 0);
    if (options.json) json({ tables: found });
    else data(textTable(['hospital', 'table', 'rows', 'missing', 'changed', 'gone'], found.map(asCells)));
    say(`${found.length} table(s) compared row by row, ${differing.length} differ`);
    if (differing.length === 0) return;
    if (options.fetch) return fetchRows(context, environment, options, differing);
    const start = startOf('reconcile', options, options.engines);
    say(`-> Read the rows that differ: ${newRunCommand(environment, start)}`);
    process.exitCode = 1;
  });
}

/** A run of the tables that differ and of what is built from them. */
async function fetchRows(
  context: Context,
  environment: Environment,
  options: RowsOptions,
  differing: readonly TableDifference[],
): Promise<void> {
  const { newRunId } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
  // Resumed without --heal, a table that failed would be read by its cursor, which misses what differs.
  const tables = differing.map(({ hospitalId, table }) => `${hospitalId}.${table}`);
  const words = { ...options, heal: true, tables } as const;
  const start = startOf('reconcile', words, options.engines);
  const plan = planRun(environment.spec, { heal: true, tables });
  const result = await runShown(context, environment, { ...plan, runId: newRunId(), start });
  reportResult(result, environment, start, false);
}

/** @throws UsageError when the environment has no such hospital, or no database has such a table */
function checkTables({ hospitals }: PipelineSpec, { hospital, table }: ComparedTables): void {
  const chosen = hospitals.filter(({ id }) => id === (hospital ?? id));
  if (chosen.length === 0)
    throw new UsageError(
      `There is no hospital "${hospital}" in this environment${didYouMean(
        hospital ?? '',
        hospitals.map(({ id }) => id),
      )}`,
      `Use one of: ${hospitals.map(({ id }) => id).join(', ')}.`,
    );
  const tables = new Set<string>(chosen.flatMap((each) => each.tables));
  if (table !== undefined && !tables.has(table))
    throw new UsageError(`No database has a table "${table}" here`, `Use one of: ${[...tables].join(', ')}.`);
}

function asCells({ hospitalId, table, rows, missing, changed, gone }: TableDifference): Cell[] {
  return [hospitalId, table, rows, missing, changed, gone];
}
