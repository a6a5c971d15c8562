import type { ProvedTables, TableProof } from '../../jobs/run/prove-tables';
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

/** How often progress is shown, in milliseconds. */
const PROGRESS_MILLISECONDS = 5_000;
/** Keys of a table that are shown; `--json` has all of them. */
const SHOWN_KEYS = 20;

/** What `rcm reconcile --prove` is asked for. */
export interface ProofOptions extends ProvedTables, EnvironmentOptions, EngineOptions {
  /** Whether rows that differ are read. */
  readonly fetch: boolean;
  readonly json?: boolean;
}

/**
 * Compares every value of the databases with the warehouse, and names the rows that differ by the keys of the source. They are read, loaded and
 * published by a run of its own. Exit 1 if something differs afterwards. Keys go to the terminal of the person who asks, and nowhere else.
 */
export async function proveTables(
  environment: Environment,
  engines: ContextOptions,
  options: ProofOptions,
): Promise<void> {
  checkTables(environment.spec, options);
  await withContext(environment, engines, async (context) => {
    const { proveTables: prove } =
      require('../../jobs/run/prove-tables') as typeof import('../../jobs/run/prove-tables');
    const found = await prove(context, options, progress());
    const differing = found.filter(({ missing, changed, gone }) => missing.length + changed.length + gone.length > 0);
    if (options.json) json({ tables: found.map(asJson) });
    else
      data(
        [
          textTable(['hospital', 'table', 'rows', 'missing', 'changed', 'gone', 'newer'], found.map(asCells)),
          ...found.flatMap(keyLines),
        ].join('\n'),
      );
    for (const { hospitalId, table, because, read } of found.filter((each) => each.because !== null))
      say(`${hospitalId}.${table}: all ${read} rows were read, as ${because}`);
    for (const { hospitalId, table } of differing.filter(({ rechecked }) => !rechecked))
      say(`${hospitalId}.${table}: too many rows differ to compare them a second time`);
    say(`${found.length} table(s) compared value by value, ${differing.length} differ`);
    if (differing.length === 0) return;
    if (options.fetch) return fetchRows(context, environment, options, differing);
    const start = startOf('reconcile', options, options.engines);
    say(`-> Read the rows that differ: ${newRunCommand(environment, start)}`);
    process.exitCode = 1;
  });
}

/** Says how far a table is, every few seconds. */
function progress(): (table: string, rows: number) => void {
  let said = Date.now();
  return (table, rows) => {
    if (Date.now() - said < PROGRESS_MILLISECONDS) return;
    said = Date.now();
    say(`${table}: ${rows} rows hashed`);
  };
}

function keyLines({ hospitalId, table, missing, changed, gone }: TableProof): string[] {
  return Object.entries({ missing, changed, gone }).flatMap(([kind, keys]) => {
    const lines = keys.slice(0, SHOWN_KEYS).map((key) => `${kind}: ${hospitalId}.${table} ${key.join(' ')}`);
    return keys.length > SHOWN_KEYS ? [...lines, `${kind}: ${keys.length - SHOWN_KEYS} more, see --json`] : lines;
  });
}

function asJson({ hospitalId, table, missing, changed, gone, ...more }: TableProof) {
  const counts = { missing: missing.length, changed: changed.length, gone: gone.length };
  return { hospitalId, table, ...counts, ...more, keys: { missing, changed, gone } };
}

/** A run of the tables that differ and of what is built from them. */
async function fetchRows(
  context: Context,
  environment: Environment,
  options: ProofOptions,
  differing: readonly TableProof[],
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
function checkTables({ hospitals }: PipelineSpec, { hospital, table }: ProvedTables): void {
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

function asCells({ hospitalId, table, rows, missing, changed, gone, newer }: TableProof): Cell[] {
  return [hospitalId, table, rows, missing.length, changed.length, gone.length, newer];
}
