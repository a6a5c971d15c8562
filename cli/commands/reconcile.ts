import type { Command } from 'commander';
import { JobError } from '../../jobs/errors';
import type { Row } from '../../jobs/warehouse/warehouse';
import { opsReconciliations } from '../../model/ops';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findState } from '../environment/find-environment';
import { readRuns } from '../local-warehouse/status';
import { type WarehouseReader, withLocalReader } from '../local-warehouse/warehouse-reader';
import { data, json, say } from '../output/output';
import { textTable } from '../output/text-table';

/** A total at the source of rows and at their destination, as decimal text. */
export interface Reconciliation {
  readonly hospital: string;
  readonly subject: string;
  readonly expected: string;
  readonly actual: string;
  readonly difference: string;
}

type Options = EnvironmentCommandOptions & { readonly runId?: string };

/** `rcm reconcile`: shows the totals that a run compared. Exit 1 if any differ. */
export function define(command: Command): void {
  withEnvironment(command)
    .option('--run-id <id>', 'run whose totals are shown (default: the newest run with totals)')
    .action(reconcile);
  withExamples(command, ['rcm reconcile --env sunrise-dev', 'rcm step reconcile --env sunrise-dev   # compare again']);
}

async function reconcile(options: Options): Promise<void> {
  const { stateFolder } = await findState(options);
  const { runId, rows } = await withLocalReader(stateFolder, (reader) => readReconciliations(reader, options.runId));
  if (options.json) json({ runId, reconciliations: rows });
  const differing = rows.filter(differs);
  // Matching summaries repeat the total of their fact, and silver that of its source.
  const shown = rows.filter((row) => differs(row) || /^(source\.|fact_)/.test(row.subject));
  if (!options.json) data(textTable(['hospital', 'total', 'expected', 'actual', 'difference'], shown.map(asCells)));
  say(`run ${runId}: ${rows.length} totals compared, ${differing.length} differ`);
  if (differing.length > 0) process.exitCode = 1;
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
  const newest = (await readRuns(reader)).find((run) => compared.has(run.runId))?.runId;
  const runId = asked ?? newest;
  if (runId === undefined || !compared.has(runId)) {
    if (asked === undefined) throw new JobError('WAREHOUSE_MISSING', 'no run has compared its totals yet');
    throw new JobError('RUN_UNKNOWN', `run ${asked} compared nothing`);
  }
  return { runId, rows: rows.filter((row) => row['run_id'] === runId).map(asReconciliation) };
}

function differs({ difference }: Reconciliation): boolean {
  return Number(difference) !== 0;
}

function asCells({ hospital, subject, expected, actual, difference }: Reconciliation): string[] {
  return [hospital, subject, expected, actual, difference];
}

function asReconciliation(row: Row): Reconciliation {
  const text = (column: string) => String(row[column] ?? '');
  return {
    hospital: text('hospital_id'),
    subject: text('subject'),
    expected: text('expected'),
    actual: text('actual'),
    difference: text('difference'),
  };
}
