import { quarantineWords } from '../../jobs/reports/quarantine-counts';
import type { ReportData } from '../../jobs/reports/report-data';
import type {
  Bridge,
  QuarantineCounts,
  ReadingCounts,
  RestatementCause,
  RunReport,
  SourceReport,
} from '../../jobs/reports/run-report-data';
import type { RestatedFigure } from '../../jobs/transform/kpis/month-closings';
import { amountText, bridgeLines } from './bridge-lines';
import { grouped, groupedAmount, spanText, textTable } from './text-table';
import { asTyped } from './typed-command';
import { UNBROKEN, wrappedLines } from './wrapped-lines';

/** What a run read, and what became of the newest reading of each table that should deliver: one fact a line. */
export function sourceLines(sources: readonly SourceReport[]): string[] {
  return sources.flatMap(
    ({ hospital, table, state, reason, readAt, ageSeconds, readBy, scannedAt, scanAgeSeconds, ...source }) => [
      ...wrappedLines(`${hospital}.${table}: ${reason ?? state}`),
      readAt === null
        ? '  never read'
        : `  of ${readAt.slice(0, 19)} UTC, ${spanText(ageSeconds ?? 0)} old, by run ${readBy}`,
      // A scan of the same snapshot goes without saying.
      ...(scannedAt === null || scannedAt === readAt
        ? []
        : [`  keys of ${scannedAt.slice(0, 19)} UTC, ${spanText(scanAgeSeconds ?? 0)} old`]),
      ...(source.absentColumns.length > 0 ? wrappedLines(`  does not deliver ${source.absentColumns.join(', ')}`) : []),
      ...(source.counts ? bridgeLines(rowsBridge(source.counts), 'rows', '  ') : []),
      ...(source.counts && source.counts.deleted > 0 ? [`  deleted: ${grouped(source.counts.deleted)}`] : []),
      ...source.money.flatMap((each) => bridgeLines(each, each.measure, '  ')),
    ],
  );
}

function rowsBridge({ read, accepted, held, superseded, equal }: ReadingCounts): Bridge {
  const text = { read: String(read), accepted: String(accepted), held: String(held) };
  return { measure: 'rows', ...text, superseded: String(superseded), equal: String(equal) };
}

/** What people search for, where it is not the rule's id. */
const RULE_WORDS: Readonly<Record<string, string>> = {
  unmapped_payer: 'unmapped payers',
  unmapped_department: 'unmapped departments',
};

/** Rows that break rules now: warnings first, each rule of each table on a line. */
export function ruleLines(rules: ReportData['rules']): string[] {
  return [...rules]
    .filter(({ failed }) => failed > 0)
    .sort((one, other) => Number(other.severity === 'warning') - Number(one.severity === 'warning'))
    .flatMap(({ hospital, table, rule, severity, failed, checked }) =>
      wrappedLines(
        `${severity}: ${RULE_WORDS[rule] ?? rule} in ${grouped(failed)} of ${grouped(checked)} rows of ${hospital}.${table}`,
      ),
    );
}

/** What the run passed over or mended on the way in. */
export function noteLines(notes: RunReport['notes']): string[] {
  return notes.flatMap(({ step, detail }) => wrappedLines(`${step}: ${detail}`));
}

/** Comparisons that were not made, one row per table, side and reason; null: every one was made. */
export function notComparedTable(comparisons: RunReport['comparisons']): string | null {
  const rows = new Map<string, { cells: string[]; count: number; required: boolean }>();
  for (const { hospital, table, subject, state, reason, required } of comparisons) {
    if (state !== 'not compared') continue;
    const cells = [hospital, table, subject.split('.')[0] ?? '', reason ?? ''];
    const key = JSON.stringify([...cells, required]);
    const row = rows.get(key) ?? { cells, count: 0, required };
    rows.set(key, { ...row, count: row.count + 1 });
  }
  if (rows.size === 0) return null;
  return textTable(
    ['hospital', 'not compared', 'with', 'why', 'totals', 'should be'],
    [...rows.values()]
      .sort((one, other) => Number(other.required) - Number(one.required))
      .map(({ cells, count, required }) => [...cells, count, required ? 'yes' : 'no']),
  );
}

/** One row for what a run changed in the closed months of a hospital. */
export function restatementsTable(restatements: readonly RestatementCause[]): string {
  return textTable(
    ['hospital', 'months restated', 'what changed', 'rows', 'run'],
    restatements.map(({ hospital, from, to, figures, rows, runId }) => [
      ...[hospital, from === to ? from : `${from} to ${to}`],
      figures
        .map(({ measure, before, after }) => `${measure} ${groupedAmount(before)} to ${groupedAmount(after)}`)
        .join('; '),
      ...[rows, runId],
    ]),
  );
}

/** The figures that each run restated, the latest run first: a line and a table for each. */
export function restatedTables(restated: readonly RestatedFigure[]): string[] {
  return [...new Set(restated.map(({ runId }) => runId))].flatMap((run) => [
    `restated by run ${run}:`,
    textTable(
      ['hospital', 'month', 'figure', 'before', 'after'],
      restated
        .filter(({ runId }) => runId === run)
        .map(({ hospital, month, measure, before, after }) => [
          ...[hospital, month, measure, amountText(before, true), amountText(after, true)],
        ]),
    ),
  ]);
}

/** Tables whose figures are older than the run, one line per hospital. */
export function olderLines(olderFigures: RunReport['olderFigures']): string[] {
  return olderFigures.map(({ hospital, tables, since }) => {
    const from = since === null ? 'some have never been read' : `read ${since.slice(0, 19)} UTC or later`;
    return `figures of ${hospital} are older: ${tables.join(', ')} (${from})`;
  });
}

/** What became of the rows that rules hold back; no line where nothing was ever held. */
export function quarantineLine(tables: readonly QuarantineCounts[]): string[] {
  const words = quarantineWords(tables);
  return words === null ? [] : wrappedLines(asTyped(`quarantine: ${words} (rcm quarantine list)`, UNBROKEN));
}
