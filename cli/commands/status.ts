import type { Command } from 'commander';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findKnownSpec, findState } from '../environment/find-environment';
import { type RunAtWork, type RunStatus, readStatus, type Status } from '../local-warehouse/status';
import { withLocalLogs } from '../local-warehouse/warehouse-reader';
import { bridgeLines, deliveryLines, heldLines } from '../output/bridge-lines';
import { data, json, say } from '../output/output';
import {
  noteLines,
  olderLines,
  quarantineLine,
  restatedTables,
  restatementsTable,
  ruleLines,
  sourceLines,
} from '../output/run-tables';
import { ageText, grouped, secondsText, textTable } from '../output/text-table';
import { asTyped } from '../output/typed-command';
import { wrappedLines } from '../output/wrapped-lines';
import { type InterruptedRun, interruptedLine } from '../run/interrupted-runs';
import { newRunCommand } from '../run/next-command';
import { openRun, runAtWork } from '../run/run-log';

const NEWEST_RUNS = 10;

type Options = EnvironmentCommandOptions & { readonly runId?: string; readonly files?: true };

/** `rcm status`: runs and tables in the local warehouse. */
export function define(command: Command): void {
  withEnvironment(command)
    .option('--files', 'what became of each file and snapshot of the run')
    .option('--run-id <id>', 'run that is reported (default: the newest)')
    .action(async (options: Options) => {
      const { name, stateFolder } = await findState(options);
      const spec = await findKnownSpec(options);
      const { status, interrupted } = await withLocalLogs(stateFolder, async (reader) => {
        const status = await readStatus(reader, NEWEST_RUNS, spec, options.runId);
        // While a run writes, the folders may be its own. Otherwise only dead processes left them.
        if (reader.isLive) return { status: withWork(status, stateFolder), interrupted: [] };
        const { removeLeftBehind } =
          require('../../jobs/engines/embedded/left-behind') as typeof import('../../jobs/engines/embedded/left-behind');
        await removeLeftBehind(stateFolder);
        return withInterrupted(status, stateFolder);
      });
      if (options.json) json(status);
      else if (options.files) data(filesText(status));
      else data([statusText(status, new Date()), ...startedLines(status, name)].join('\n'));
      for (const run of interrupted) say(interruptedLine(run, { name }));
    });
  withExamples(command, [
    'rcm status --env sunrise-dev',
    'rcm status --env sunrise-dev --files',
    'rcm status --env sunrise-dev --json',
  ]);
}

/** How the run was started that is reported, as a command to type: the newest, or the one that was asked for. */
function startedLines({ runs, newestRun }: Status, environment: string): string[] {
  const run = runs.find(({ runId }) => runId === newestRun?.runId);
  if (!run?.startedWith) return [];
  // On one line, so that it can be copied.
  return [asTyped(`run ${run.runId} was started by: ${newRunCommand({ name: environment }, run.startedWith)}`)];
}

/** What became of each file and snapshot of the run, and which are held. */
export function filesText({ newestRun }: Status): string {
  if (newestRun === null) return 'There is no run.';
  const { runId, rows, deliveries, heldDeliveries, notes } = newestRun;
  return [
    ...bridgeLines(rows, `run ${runId}, rows`),
    ...deliveryLines(deliveries),
    ...heldLines(heldDeliveries),
    ...noteLines(notes),
  ].join('\n');
}

/** A process writes the local warehouse: the newest run, where it is open, is at work. */
function withWork(status: Status, stateFolder: string): Status {
  const [newest, ...others] = status.runs;
  const atWork = newest?.status === 'RUNNING' ? runAtWork(stateFolder, newest.runId) : null;
  return newest && atWork ? { ...status, runs: [{ ...newest, atWork }, ...others] } : status;
}

/** No process writes the local warehouse: a run that is open then, and has a log here, was interrupted. */
function withInterrupted(status: Status, stateFolder: string): { status: Status; interrupted: InterruptedRun[] } {
  const interrupted: InterruptedRun[] = [];
  const runs = status.runs.map((run) => {
    const open = run.status === 'RUNNING' ? openRun(stateFolder, run.runId) : null;
    if (open === null) return run;
    interrupted.push({ runId: run.runId, at: open.at, start: run.startedWith });
    return { ...run, status: 'INTERRUPTED', endedAt: open.at.replace('T', ' ').replace('Z', '000') };
  });
  return { status: { ...status, runs }, interrupted };
}

/** Runs, what the newest run came to, tables with their age at `now`, then restated closed months, if any: each cause with its rows below. */
export function statusText(status: Status, now: Date): string {
  const { runs, tables, restatedMonths, restatements, newestRun } = status;
  const runRows = runs.map((run) => [...[run.runId, run.status, run.startedAt.slice(0, 19), tookText(run)]]);
  const tableRows = tables.map((each) => [
    each.hospital,
    each.table,
    each.watermark?.slice(0, 19) ?? null,
    each.loadedAt === null ? null : ageText(each.loadedAt, now),
    ...[each.rows, each.versions, each.quarantined],
  ]);
  return [
    textTable(['run', 'status', 'started (UTC)', 'took'], runRows),
    ...runs.flatMap((run) => failedLines(run)),
    ...runs.flatMap(({ runId, atWork }) => (atWork ? wrappedLines(workLine(runId, atWork)) : [])),
    ...(newestRun === null ? [] : runText(newestRun)),
    ...ruleLines(status.rules),
    ...status.reversedClaims.map(({ hospital, claims }) => `reversed: ${grouped(claims)} claims of ${hospital}`),
    textTable(['hospital', 'table', 'watermark', 'loaded', 'rows', 'versions', 'held'], tableRows),
    ...quarantineLine(tables),
    ...(restatedMonths.length === 0 ? [] : [restatementsTable(restatements), ...restatedTables(restatedMonths)]),
  ].join('\n');
}

/** null: the run has not ended. */
function tookText({ startedAt, endedAt }: RunStatus): string | null {
  const milliseconds = (at: string) => Date.parse(`${at.slice(0, 23).replace(' ', 'T')}Z`);
  return endedAt === null ? null : secondsText((milliseconds(endedAt) - milliseconds(startedAt)) / 1000);
}

function workLine(runId: string, { steps, ended, now }: RunAtWork): string {
  return `run ${runId}: ${ended} of ${steps} steps have ended; at work: ${now.join(', ') || 'nothing'}`;
}

/** Causes of the failures, totals, older figures, what became of the rows, what is held, what was passed over, and each source. */
function runText(run: NonNullable<Status['newestRun']>): string[] {
  const words = [
    ...run.failures.map(({ summary, detail }) => `failed: ${summary}${detail === null ? '' : ` (${detail})`}`),
    `run ${run.runId}: ${run.agreement.words}`,
    ...olderLines(run.olderFigures),
  ];
  return [
    ...words.flatMap((line) => wrappedLines(line)),
    ...bridgeLines(run.rows, `run ${run.runId}, rows`),
    ...heldLines(run.heldDeliveries),
    ...noteLines(run.notes),
    ...sourceLines(run.sources),
  ];
}

/** The first cause, and how many more there are. `finish` fails whenever another step did. */
function failedLines({ runId, failures }: RunStatus): string[] {
  const causes = failures.length > 1 ? failures.filter(({ code }) => code !== 'RUN_INCOMPLETE') : failures;
  const [first] = causes;
  if (first === undefined) return [];
  return wrappedLines(
    `run ${runId} failed: ${first.summary}${causes.length === 1 ? '' : ` and ${causes.length - 1} more`}`,
  );
}
