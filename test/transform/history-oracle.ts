import type { TestRun } from './hospital-warehouse';

/** A version as the oracle sees it. */
export interface OracleVersion {
  readonly key: string;
  readonly value: string | null;
  readonly from: string;
  readonly to: string | null;
}

interface Event {
  readonly at: string;
  readonly taken: string;
  readonly seq: number;
  readonly deleted: boolean;
  readonly broken: boolean;
  readonly content: string;
  readonly value: string | null;
}

/**
 * What the history of a table must be after these runs, worked out key by key from every row of every run, in plain TypeScript:
 * nothing is left out as redundant, nothing depends on the order of loading. Times are compared as text; runs have different `takenAt`.
 */
export function expectedHistory(runs: readonly TestRun[], key: string, value: string): OracleVersion[] {
  const inOrder = [...runs].sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
  const ids = new Set(inOrder.flatMap((run) => run.rows.map((row) => String(row.values[key]))));
  return [...ids].sort().flatMap((id) => versions(id, eventsOf(id, inOrder, key, value)));
}

function eventsOf(id: string, runs: readonly TestRun[], key: string, value: string): Event[] {
  const events: Event[] = [];
  for (const run of runs) {
    const deletesBefore = events.filter((event) => event.deleted).map((event) => event.at);
    run.rows.forEach((row, index) => {
      if (row.values[key] !== id) return;
      const own = row.at ?? run.takenAt;
      const lastDelete = deletesBefore.reduce(later, '');
      const seenAgain = later(lastDelete, run.takenAt);
      events.push({
        at: lastDelete >= own ? seenAgain : own,
        taken: run.takenAt,
        seq: index,
        deleted: false,
        broken: row.unreadable !== undefined,
        content: JSON.stringify(row.values),
        value: row.values[value] as string | null,
      });
    });
    const scanned = run.deletes === 'staged_rows' ? run.rows.map((row) => row.values) : run.keys;
    const newest = sorted(events).at(-1);
    if (scanned && newest && !newest.deleted && !scanned.some((each) => each[key] === id)) {
      const at = later(newest.at, run.takenAt);
      events.push({ at, taken: run.takenAt, seq: 1e9, deleted: true, broken: false, content: '', value: null });
    }
  }
  return sorted(events);
}

const sorted = (events: readonly Event[]) =>
  [...events].sort((a, b) => compare(a.at, b.at) || compare(a.taken, b.taken) || a.seq - b.seq);
const later = (a: string, b: string) => (compare(a, b) < 0 ? b : a);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function versions(key: string, events: readonly Event[]): OracleVersion[] {
  const found: { key: string; value: string | null; from: string; to: string | null; content: string }[] = [];
  const good = events.filter((event) => !event.broken);
  for (const [index, event] of good.entries()) {
    if (good[index + 1]?.at === event.at) continue;
    const open = found.at(-1)?.to === null ? found.at(-1) : undefined;
    if (open && !event.deleted && open.content === event.content) continue;
    if (open) open.to = event.at;
    if (!event.deleted) found.push({ key, value: event.value, from: event.at, to: null, content: event.content });
  }
  return found.map(({ content: _, ...version }) => version);
}
