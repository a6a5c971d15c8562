import type { RestatementCause, RunReport, SourceReport } from '../../jobs/reports/run-report-data';
import { type Cell, spanText, textTable } from './text-table';

/** What a run read: one row per table that should deliver, with what became of the rows of its newest reading. */
export function sourcesTable(sources: readonly SourceReport[]): string {
  const head = ['hospital', 'source', 'in this run', 'read (UTC)', 'age', 'by run'];
  return textTable(
    [...head, 'read', 'accepted', 'held', 'superseded', 'equal', 'unexplained', 'deleted'],
    sources.map(({ hospital, table, state, reason, readAt, ageSeconds, readBy, counts }): Cell[] => [
      ...[
        hospital,
        table,
        reason ?? state,
        readAt?.slice(0, 19) ?? 'never',
        ageSeconds === null ? null : spanText(ageSeconds),
      ],
      ...[readBy, counts?.read ?? null, counts?.accepted ?? null, counts?.held ?? null],
      ...[counts?.superseded ?? null, counts?.equal ?? null, counts?.unexplained ?? null, counts?.deleted ?? null],
    ]),
  );
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
      figures.map(({ measure, before, after }) => `${measure} ${before} to ${after}`).join('; '),
      ...[rows, runId],
    ]),
  );
}

/** Tables whose figures are older than the run, one line per hospital. */
export function olderLines(olderFigures: RunReport['olderFigures']): string[] {
  return olderFigures.map(({ hospital, tables, since }) => {
    const from = since === null ? 'some have never been read' : `read ${since.slice(0, 19)} UTC or later`;
    return `figures of ${hospital} are older: ${tables.join(', ')} (${from})`;
  });
}
