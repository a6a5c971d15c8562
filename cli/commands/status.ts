import type { Command } from 'commander';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findKnownSpec, findState } from '../environment/find-environment';
import { type RunStatus, readStatus, type Status } from '../local-warehouse/status';
import { withLocalReader } from '../local-warehouse/warehouse-reader';
import { data, json } from '../output/output';
import { olderLines, restatementsTable, sourcesTable } from '../output/run-tables';
import { ageText, textTable } from '../output/text-table';

const NEWEST_RUNS = 10;

/** `rcm status`: runs and tables in the local warehouse. */
export function define(command: Command): void {
  withEnvironment(command).action(async (options: EnvironmentCommandOptions) => {
    const { stateFolder } = await findState(options);
    const spec = await findKnownSpec(options);
    const status = await withLocalReader(stateFolder, (reader) => readStatus(reader, NEWEST_RUNS, spec));
    if (options.json) json(status);
    else data(statusText(status, new Date()));
  });
  withExamples(command, ['rcm status --env sunrise-dev', 'rcm status --env sunrise-dev --json']);
}

/** Runs, what the newest run came to, tables with their age at `now`, then restated closed months, if any: each cause with its rows below. */
export function statusText({ runs, tables, restatedMonths, restatements, newestRun }: Status, now: Date): string {
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
    ...(newestRun === null ? [] : runText(newestRun)),
    textTable(['hospital', 'table', 'watermark', 'loaded', 'rows', 'versions', 'quarantined'], tableRows),
    ...(restatedRows.length === 0
      ? []
      : [
          restatementsTable(restatements),
          textTable(['hospital', 'restated month', 'figure', 'before', 'after', 'run'], restatedRows),
        ]),
  ].join('\n');
}

/** Causes of the failures, totals, older figures, sources. */
function runText(run: NonNullable<Status['newestRun']>): string[] {
  return [
    ...run.failures.map(({ summary, detail }) => `failed: ${summary}${detail === null ? '' : ` (${detail})`}`),
    `run ${run.runId}: ${run.agreement.words}`,
    ...olderLines(run.olderFigures),
    sourcesTable(run.sources),
  ];
}

/** The first cause, and how many more there are. `finish` fails whenever another step did. */
function failedText({ failures }: RunStatus): string | null {
  const causes = failures.length > 1 ? failures.filter(({ code }) => code !== 'RUN_INCOMPLETE') : failures;
  const [first] = causes;
  if (first === undefined) return null;
  return causes.length === 1 ? first.summary : `${first.summary} and ${causes.length - 1} more`;
}
