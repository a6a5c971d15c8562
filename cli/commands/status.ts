import type { Command } from 'commander';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findState } from '../environment/find-environment';
import { type RunStatus, readStatus, type Status } from '../local-warehouse/status';
import { withLocalReader } from '../local-warehouse/warehouse-reader';
import { data, json } from '../output/output';
import { ageText, textTable } from '../output/text-table';

const NEWEST_RUNS = 10;

/** `rcm status`: runs and tables in the local warehouse. */
export function define(command: Command): void {
  withEnvironment(command).action(async (options: EnvironmentCommandOptions) => {
    const { stateFolder } = await findState(options);
    const status = await withLocalReader(stateFolder, (reader) => readStatus(reader, NEWEST_RUNS));
    if (options.json) json(status);
    else data(statusText(status, new Date()));
  });
  withExamples(command, ['rcm status --env sunrise-dev', 'rcm status --env sunrise-dev --json']);
}

/** Runs, then tables with their age at `now`, then restated closed months, if any. */
export function statusText({ runs, tables, restatedMonths }: Status, now: Date): string {
  const runRows = runs.map((run) => [
    run.runId,
    run.status,
    run.startedAt.slice(0, 19),
    run.endedAt === null ? null : run.endedAt.slice(0, 19),
    failedText(run),
  ]);
  const tableRows = tables.map((each) => [
    each.hospital,
    each.table,
    each.watermark,
    each.loadedAt === null ? null : ageText(each.loadedAt, now),
    ...[each.rows, each.versions, each.quarantined],
  ]);
  const restatedRows = restatedMonths.map(({ hospital, month, measure, before, after, runId }) => [
    ...[hospital, month, measure, before, after, runId],
  ]);
  return [
    textTable(['run', 'status', 'started (UTC)', 'ended (UTC)', 'failed steps'], runRows),
    textTable(['hospital', 'table', 'watermark', 'loaded', 'rows', 'versions', 'quarantined'], tableRows),
    ...(restatedRows.length === 0
      ? []
      : [textTable(['hospital', 'restated month', 'figure', 'before', 'after', 'run'], restatedRows)]),
  ].join('\n');
}

function failedText({ failedSteps }: RunStatus): string | null {
  const [first] = failedSteps;
  if (first === undefined) return null;
  return failedSteps.length === 1 ? first : `${first} and ${failedSteps.length - 1} more`;
}
