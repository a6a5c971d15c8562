import type { ProvedTables, TableProof, TableProofs } from '../../jobs/run/prove-tables';
import type { Context, ContextOptions } from '../../jobs/steps/context';
import { didYouMean } from '../../model/errors/near-name';
import type { PipelineSpec } from '../../model/spec';
import type { Environment, EnvironmentOptions } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';
import { isInCloud } from '../output/cloud-log';
import { data, json, say } from '../output/output';
import { type EngineOptions, withContext } from './engines';
import { newRunCommand } from './next-command';
import { planRun } from './run-plan';
import { failureLines, hasDifference, keyLines, proofJson, proofText } from './shown-proof';
import { reportResult, runShown } from './shown-run';
import { startOf } from './start-words';

/** How often progress is shown, in milliseconds. */
const PROGRESS_MILLISECONDS = 5_000;

/** What `rcm reconcile --prove` is asked for. */
export interface ProofOptions extends Omit<ProvedTables, 'among'>, EnvironmentOptions, EngineOptions {
  /** Whether rows that differ are read. */
  readonly fetch: boolean;
  readonly json?: boolean;
}

/**
 * Compares every value of the databases with the warehouse, and names the rows that differ by the keys of the source. They are read, loaded and
 * published by a run of its own, and their tables compared again. Exit 1 if something differs afterwards, or could not be compared. Keys go to the
 * terminal of the person who asks, and nowhere else: what a container of the cloud prints is kept in logs, so it prints counts.
 */
export async function proveTables(
  environment: Environment,
  engines: ContextOptions,
  options: ProofOptions,
): Promise<void> {
  checkTables(environment.spec, options);
  const withKeys = !isInCloud([], process.env);
  await withContext(environment, engines, async (context) => {
    const { proveTables: prove } =
      require('../../jobs/run/prove-tables') as typeof import('../../jobs/run/prove-tables');
    const found = await prove(context, options, progress());
    const differing = found.proofs.filter(hasDifference);
    if (options.json) json(proofJson(found, withKeys));
    else data(proofText(found.proofs, withKeys));
    sayAbout(found, differing, withKeys);
    if (found.failures.length > 0) process.exitCode = 1;
    if (differing.length === 0) return;
    const start = startOf('reconcile', options, options.engines);
    if (!options.fetch) {
      say(`-> Read the rows that differ: ${newRunCommand(environment, start)}`);
      process.exitCode = 1;
      return;
    }
    const among = differing.map(({ hospitalId, table }) => `${hospitalId}.${table}`);
    if (!(await fetchRows(context, environment, options, among))) return;
    const after = await prove(context, { ...options, among }, progress());
    const still = after.proofs.filter(hasDifference);
    if (withKeys && !options.json && still.length > 0) data(still.flatMap(keyLines).join('\n'));
    for (const line of failureLines(after.failures)) say(line);
    say(`${after.proofs.length} table(s) compared again after the run, ${still.length} differ`);
    if (still.length + after.failures.length > 0) process.exitCode = 1;
  });
}

/** What people should know beside the result. */
function sayAbout({ proofs, failures }: TableProofs, differing: readonly TableProof[], withKeys: boolean): void {
  for (const { hospitalId, table, because, read } of proofs.filter((each) => each.because !== null))
    say(`${hospitalId}.${table}: all ${read} rows were read, as ${because}`);
  for (const { hospitalId, table } of differing.filter(({ rechecked }) => !rechecked))
    say(`${hospitalId}.${table}: too many rows differ to compare them a second time`);
  if (differing.length > 0 && !withKeys)
    say('The keys of the rows that differ are not shown: they may identify a person, and this output is kept in logs');
  for (const line of failureLines(failures)) say(line);
  say(`${proofs.length} table(s) compared value by value, ${differing.length} differ`);
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

/** A run of the tables that differ and of what is built from them. @returns whether it succeeded */
async function fetchRows(
  context: Context,
  environment: Environment,
  options: ProofOptions,
  tables: readonly string[],
): Promise<boolean> {
  const { newRunId } = require('../../jobs/run/run') as typeof import('../../jobs/run/run');
  // Resumed without --heal, a table that failed would be read by its cursor, which misses what differs.
  const words = { ...options, heal: true, tables } as const;
  const start = startOf('reconcile', words, options.engines);
  const plan = planRun(environment.spec, { heal: true, tables });
  const result = await runShown(context, environment, { ...plan, runId: newRunId(), start });
  reportResult(result, environment, start, false);
  return result.status !== 'FAILED';
}

/** @throws UsageError when the environment has no such hospital, its hospitals have no database, or no database has such a table */
export function checkTables({ hospitals }: PipelineSpec, { hospital, table }: ProvedTables): void {
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
  if (tables.size === 0) {
    const others = hospitals.filter((each) => each.tables.length > 0).map(({ id }) => id);
    throw new UsageError(
      `${hospital === undefined ? 'No hospital here has' : `Hospital "${hospital}" has no`} tables of a database, so there is nothing to compare`,
      others.length > 0
        ? `Use one of: ${others.join(', ')}.`
        : 'rcm reconcile without --prove shows the totals that a run compared, of files too.',
    );
  }
  if (table !== undefined && !tables.has(table))
    throw new UsageError(`No database has a table "${table}" here`, `Use one of: ${[...tables].join(', ')}.`);
}
