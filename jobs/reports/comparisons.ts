import { entityOf } from '../../model/catalogue';
import type { StepKind } from '../../model/graph';
import type { Model } from '../../model/model';
import { goldSubjects } from '../transform/reconcile';
import { moneyColumns, TABLE_SUBJECTS } from '../transform/table-totals';
import type { Dialect } from '../warehouse/dialect';
import type { StepEnd } from './failure-causes';
import type { ReportData } from './report-data';
import type { ComparisonReport } from './run-report-data';
import type { SourceTable } from './source-tables';

type Total = ReportData['reconciliations'][number];

/** What is known of a run. */
export interface RunFacts {
  readonly tables: readonly SourceTable[];
  readonly steps: readonly StepEnd[];
  readonly totals: readonly Total[];
}

/** Steps of a table, in order. A comparison with the source is made by `check`, one with silver by `history`. */
export const TABLE_STEPS: readonly StepKind[] = ['extract', 'load', 'check', 'history'];

/**
 * Every comparison that should exist, from the tables of the environment: each table's source with bronze and bronze with silver, each fact with
 * silver, each summary with its fact, and the A/R roll-forward. Totals that were compared beyond these are added.
 */
export function comparisons(dialect: Dialect, model: Model, run: RunFacts): ComparisonReport[] {
  const found = new Map(run.totals.map((total) => [nameOf(total), total]));
  const gold = goldSubjects(dialect, model);
  const expected = run.tables.flatMap((table) => [
    ...sourceComparisons(model, table, run, found),
    ...silverComparisons(model, table, run, found),
    ...gold.filter((each) => each.table === table.table).map((each) => goldComparison(table, each.subject, run, found)),
  ]);
  const known = new Set(expected.map(nameOf));
  const others = run.totals.filter((total) => !known.has(nameOf(total)));
  return [...expected, ...others.map((total) => compared({ hospital: total.hospital, table: '' }, total))];
}

type Found = ReadonlyMap<string, Total>;
const nameOf = ({ hospital, subject }: { readonly hospital: string; readonly subject: string }) =>
  `${hospital} ${subject}`;

function sourceComparisons(model: Model, table: SourceTable, run: RunFacts, found: Found): ComparisonReport[] {
  const name = (what: string) => `${TABLE_SUBJECTS.source}${table.table}.${what}`;
  const rows = found.get(nameOf({ ...table, subject: name('rows') }));
  if (!rows) {
    const failed = whyNot(table, 'check', run.steps, 'rows after --until were left out');
    // A source without totals is named as such only when nothing worse happened to it.
    const always = table.withoutTotals !== null && failed.state === 'done';
    const reason = always || table.kind === 'files' ? (table.withoutTotals ?? '') : failed.reason;
    return [missing(table, name('rows'), reason, table.withoutTotals === null)];
  }
  return ['rows', ...moneyColumns(entityOf(model, table.table))].map((what) => {
    const total = found.get(nameOf({ ...table, subject: name(what) }));
    return total ? compared(table, total) : missing(table, name(what), 'the source lacks the column', false);
  });
}

function silverComparisons(model: Model, table: SourceTable, run: RunFacts, found: Found): ComparisonReport[] {
  return ['rows', ...moneyColumns(entityOf(model, table.table))].map((what) => {
    const subject = `${TABLE_SUBJECTS.silver}${table.table}.${what}`;
    const total = found.get(nameOf({ ...table, subject }));
    if (total) return compared(table, total);
    return missing(table, subject, whyNot(table, 'history', run.steps, 'nothing was recorded').reason, true);
  });
}

/** A hospital without a row on either side has no total of gold: where bronze and silver agree on no rows, neither has gold. */
function goldComparison(table: SourceTable, subject: string, run: RunFacts, found: Found): ComparisonReport {
  const total = found.get(nameOf({ hospital: table.hospital, subject }));
  if (total) return compared(table, total);
  const step = run.steps.find(({ id }) => id === 'reconcile');
  if (!step) return missing(table, subject, 'the run did not get to reconcile', true);
  const silver = found.get(nameOf({ ...table, subject: `${TABLE_SUBJECTS.silver}${table.table}.rows` }));
  if (silver && Number(silver.expected) === 0 && Number(silver.actual) === 0)
    return compared(table, { hospital: table.hospital, subject, expected: '0', actual: '0', difference: '0' });
  const { reason } = whyNot(table, 'history', run.steps, 'no rows on either side');
  return missing(table, subject, reason, true);
}

/** How far a table came in a run. `until`: the step that should have succeeded; `otherwise`: the reason if it did. */
export function whyNot(
  { hospital, table }: Pick<SourceTable, 'hospital' | 'table'>,
  until: StepKind,
  steps: readonly StepEnd[],
  otherwise: string,
): { state: 'done' | 'failed' | 'unfinished' | 'not in this run'; reason: string; failed: StepEnd | null } {
  const wanted = TABLE_STEPS.slice(0, TABLE_STEPS.indexOf(until) + 1).map((kind) => ({
    ...{ kind, end: steps.find(({ id }) => id === `${kind}.${hospital}.${table}`) },
  }));
  const failed = wanted.find(({ end }) => end?.succeeded === false);
  if (failed?.end)
    return { state: 'failed', reason: `${failed.kind} failed: ${failed.end.code ?? 'UNEXPECTED'}`, failed: failed.end };
  if (wanted.every(({ end }) => end === undefined))
    return {
      ...{ state: 'not in this run', failed: null },
      reason: 'not read in this run',
    };
  // A step that was repeated by itself puts those after it back: they worked on what it had brought before.
  const next = wanted.find(({ end }, index) => {
    const before = wanted[index - 1]?.end?.startedAt;
    return end === undefined || (before !== undefined && end.startedAt !== undefined && end.startedAt < before);
  });
  if (next) return { state: 'unfinished', reason: `the run did not get to its ${next.kind}`, failed: null };
  return { state: 'done', reason: otherwise, failed: null };
}

function compared({ hospital, table }: Pick<SourceTable, 'hospital' | 'table'>, total: Total): ComparisonReport {
  const { subject, expected, actual, difference } = total;
  const state = Number(difference) === 0 ? 'agree' : 'differs';
  return { hospital, table, subject, state, required: true, reason: null, expected, actual, difference };
}

function missing(
  { hospital, table }: SourceTable,
  subject: string,
  reason: string,
  required: boolean,
): ComparisonReport {
  const nothing = { expected: null, actual: null, difference: null };
  return { hospital, table, subject, state: 'not compared', required, reason, ...nothing };
}
