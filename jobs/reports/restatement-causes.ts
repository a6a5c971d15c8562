import type { RestatedFigure } from '../transform/kpis/month-closings';
import type { RestatedMeasure, RestatementCause } from './run-report-data';

/** Measures of a moment: adding them up over months would count one balance several times. */
const BALANCES = ['receivable', 'credit_balance'];

/** One cause is one line, in the order of `restatements`: the latest change first. */
export function restatementCauses(restated: readonly RestatedFigure[]): RestatementCause[] {
  const groups = grouped(restated, ({ runId, hospital }) => JSON.stringify([runId, hospital]));
  return groups.map((rows) => {
    const [first] = rows as [RestatedFigure];
    return {
      ...{ runId: first.runId, hospital: first.hospital, rows: rows.length },
      ...span(rows),
      figures: grouped(rows, ({ measure }) => measure).map(restatedMeasure),
    };
  });
}

function restatedMeasure(rows: readonly RestatedFigure[]): RestatedMeasure {
  const { measure } = rows[0] as RestatedFigure;
  const { from, to } = span(rows);
  const counted = BALANCES.includes(measure) ? rows.filter(({ month }) => month === to).slice(0, 1) : rows;
  const total = (of: 'before' | 'after') =>
    (counted.reduce((cents, row) => cents + Math.round(Number(row[of]) * 100), 0) / 100).toFixed(2);
  return { measure, from, to, months: rows.length, before: total('before'), after: total('after') };
}

function span(rows: readonly RestatedFigure[]): { from: string; to: string } {
  const months = rows.map(({ month }) => month).sort();
  return { from: months[0] ?? '', to: months.at(-1) ?? '' };
}

function grouped<Each>(rows: readonly Each[], key: (row: Each) => string): Each[][] {
  const groups = new Map<string, Each[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups.values()];
}
