import type { Command } from 'commander';
import { JobError } from '../../jobs/errors';
import { readRunReport, totalOfRow } from '../../jobs/reports/run-report';
import { opsReconciliations } from '../../model/ops';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment, findKnownSpec, findState } from '../environment/find-environment';
import { readRuns } from '../local-warehouse/status';
import { type WarehouseReader, withLocalLogs } from '../local-warehouse/warehouse-reader';
import { data, json, say } from '../output/output';
import { notComparedTable, sourceLines } from '../output/run-tables';
import { groupedAmount, textTable } from '../output/text-table';
import { chooseEngines, type EngineOptions, withEngines } from '../run/engines';
import { type ProofOptions, proveTables } from '../run/prove-tables';

/** A total at the source of rows and at their destination, as decimal text. */
export interface Reconciliation {
  readonly hospital: string;
  readonly subject: string;
  readonly expected: string;
  readonly actual: string;
  readonly difference: string;
}

type Options = EnvironmentCommandOptions &
  EngineOptions &
  ProofOptions & { readonly runId?: string; readonly prove?: true; readonly rows?: true };

/**
 * `rcm reconcile`: shows the totals that a run compared, and those that it did not; or compares every value. Exit 1 if any differ, or are missing
 * because a step failed.
 */
export function define(command: Command): void {
  withEngines(withEnvironment(command))
    .option('--run-id <id>', 'run whose totals are shown (default: the newest run with totals)')
    .option(
      '--prove',
      'compare every value of the databases with the warehouse, name the rows that differ, and read them in a new run',
    )
    .option('--rows', 'the earlier name of --prove')
    .option('--hospital <id>', 'with --prove: only the database of this hospital')
    .option('--table <table>', 'with --prove: only this table')
    .option('--no-fetch', 'with --prove: compare only')
    .action(reconcile);
  withExamples(command, [
    'rcm reconcile --env sunrise-dev',
    'rcm reconcile --env sunrise-dev --prove --table patients',
    'rcm step reconcile --env sunrise-dev   # compare again',
  ]);
}

async function reconcile(options: Options): Promise<void> {
  if (options.prove || options.rows) {
    const environment = await findEnvironment(options, say);
    return proveTables(environment, chooseEngines(environment, options), options);
  }
  const { stateFolder } = await findState(options);
  const spec = await findKnownSpec(options);
  const { runId, rows, later, run } = await withLocalLogs(stateFolder, async (reader) => {
    const found = await readReconciliations(reader, options.runId);
    return { ...found, run: await readRunReport({ warehouse: reader, spec, runId: found.runId, now: new Date() }) };
  });
  const { agreement, comparisons, sources, failures } = run;
  if (options.json) json({ runId, reconciliations: rows, agreement, comparisons, sources, failures });
  const differing = rows.filter(differs);
  // Matching summaries repeat the total of their fact, and silver that of its source.
  const shown = rows.filter((row) => differs(row) || /^(source\.|fact_)/.test(row.subject));
  const notCompared = notComparedTable(comparisons);
  const totals = textTable(['hospital', 'total', 'expected', 'actual', 'difference'], shown.map(asCells));
  if (!options.json) data([totals, ...(notCompared ? [notCompared] : []), ...sourceLines(sources)].join('\n'));
  say(`run ${runId}: ${rows.length} totals compared, ${differing.length} differ`);
  say(agreement.words);
  for (const { runId: id, status } of later) say(`The later run ${id} (${status}) compared nothing.`);
  const failed = failures.length > 0 && agreement.compared < agreement.expected;
  if (differing.length > 0 || failed) process.exitCode = 1;
}

/** @throws JobError `RUN_UNKNOWN` when the run has no totals, `WAREHOUSE_MISSING` when no run has */
async function readReconciliations(reader: WarehouseReader, asked: string | undefined) {
  const { dialect } = reader;
  const rows = await reader.query({
    name: 'reconcile.read',
    sql: `select run_id, hospital_id, subject, expected, actual, difference
from ${dialect.table(opsReconciliations)} order by hospital_id, subject`,
  });
  const compared = new Set(rows.map((row) => row['run_id']));
  const runs = await readRuns(reader);
  const newest = runs.find((run) => compared.has(run.runId))?.runId;
  const runId = asked ?? newest;
  if (runId === undefined || !compared.has(runId)) {
    if (asked === undefined) throw new JobError('WAREHOUSE_MISSING', 'no run has compared its totals yet');
    throw new JobError('RUN_UNKNOWN', `run ${asked} compared nothing`);
  }
  const later =
    asked === undefined
      ? runs.slice(
          0,
          Math.max(
            0,
            runs.findIndex((run) => run.runId === runId),
          ),
        )
      : [];
  return { runId, rows: rows.filter((row) => row['run_id'] === runId).map(totalOfRow), later };
}

function differs({ difference }: Reconciliation): boolean {
  return Number(difference) !== 0;
}

function asCells({ hospital, subject, expected, actual, difference }: Reconciliation): string[] {
  return [hospital, subject, ...[expected, actual, difference].map(groupedAmount)];
}
