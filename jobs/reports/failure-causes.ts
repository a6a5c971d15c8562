import type { StepKind } from '../../model/graph';
import type { Row } from '../warehouse/warehouse';
import type { FailureCause } from './run-report-data';

/** A step of a run as its newest attempt ended. */
export interface StepEnd {
  readonly id: string;
  readonly succeeded: boolean;
  readonly code: string | null;
  /** Words, tables and counts; never row values. */
  readonly detail: string | null;
  /** When that attempt started, UTC, as text that sorts. @default unknown: it counts as later than the step before it */
  readonly startedAt?: string;
}

/** Kinds in the order in which a run gets to them: what failed first may have caused what failed later. */
const KINDS: readonly StepKind[] = [
  ...(['begin', 'extract', 'load', 'check', 'history', 'dimensions', 'facts'] as const),
  ...(['summaries', 'kpis', 'reconcile', 'report', 'finish'] as const),
];
const PLURALS: Readonly<Record<string, string>> = { extract: 'extracts', load: 'loads', check: 'checks' };

/** A row of `stepsOfRun` or `failedSteps`. */
export function stepEnd(row: Row): StepEnd {
  const textOrNull = (value: unknown) => (value === null || value === undefined ? null : String(value));
  return {
    id: String(row['step_id']),
    succeeded: row['status'] === 'SUCCEEDED',
    code: textOrNull(row['error_code']),
    detail: textOrNull(row['detail']),
    ...(typeof row['started_at'] === 'string' ? { startedAt: row['started_at'] } : {}),
  };
}

/**
 * The failed steps of a run by cause, root causes first: in the order of the graph, and `finish`, which only counts the others, last. Steps of
 * one kind and hospital with one code form one cause when they say the same, but for the names of their tables.
 */
export function failureCauses(steps: readonly StepEnd[]): FailureCause[] {
  const failed = steps.filter(({ succeeded }) => !succeeded).sort((one, other) => place(one.id) - place(other.id));
  const groups = new Map<string, StepEnd[]>();
  for (const step of failed) {
    const { kind, hospital } = stepParts(step.id);
    const key = JSON.stringify([kind, hospital, step.code, saidOf(step)]);
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()].map(cause);
}

/** Kind, hospital and table of a step's id, e.g. `extract.hospital-a.patients`. */
export function stepParts(id: string): { kind: string; hospital: string | null; table: string | null } {
  const [kind = '', hospital = null, table = null] = id.split('.');
  return { kind, hospital, table };
}

function place(id: string): number {
  const found = KINDS.indexOf(stepParts(id).kind as StepKind);
  return found === -1 ? KINDS.length : found;
}

/** What a step said, without the name of its own table. */
function saidOf({ id, detail }: StepEnd): string {
  const { table } = stepParts(id);
  return table === null ? (detail ?? '') : (detail ?? '').replaceAll(table, '');
}

function cause(steps: readonly StepEnd[]): FailureCause {
  const [first] = steps;
  const { kind, hospital } = stepParts(first?.id ?? '');
  const code = first?.code ?? 'UNEXPECTED';
  const what = steps.length === 1 ? first?.id : `${steps.length} ${PLURALS[kind] ?? `${kind} steps`} of ${hospital}`;
  return {
    summary: `${what}: ${code}`,
    detail: first?.detail ?? null,
    ...{ code, hospital, steps: steps.map(({ id }) => id) },
  };
}
