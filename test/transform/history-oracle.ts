import { entity } from '../../model/catalogue';
import type { LandedRow, TestRun } from './hospital-warehouse';

/** A version as the oracle sees it. */
export interface OracleVersion {
  readonly key: string;
  readonly value: string | null;
  readonly from: string;
  readonly to: string | null;
}

/** A row of a run, or that a scan missed the key. Times are texts whose order is their order in time. */
interface Observation {
  readonly taken: string;
  /** The time that the row states; null: none that could be believed. */
  readonly stated: string | null;
  readonly content: string | null;
  readonly value: string | null;
  /** An error rule holds the row back. */
  readonly held: boolean;
}

const DAY = 86_400_000;

/**
 * What the history of a table must be after these runs, worked out key by key from every row of every run, in plain TypeScript: nothing is
 * left out as redundant, nothing depends on the order of loading. It reads like the rules: a database is believed in the order of its
 * snapshots, files in the order of the times that their rows state.
 */
export function expectedHistory(runs: readonly TestRun[], key: string, value: string): OracleVersion[] {
  const inOrder = [...runs].sort((a, b) => compare(a.takenAt, b.takenAt));
  const isDatabase = entity(inOrder[0]?.entity ?? 'patients').origin === 'emr';
  const ids = new Set(inOrder.flatMap((run) => run.rows.map((row) => String(row.values[key]))));
  return [...ids].sort().flatMap((id) => {
    const seen = observations(id, inOrder, key, value);
    return (isDatabase ? ofSnapshots(seen) : ofFiles(seen)).map((version) => ({ key: id, ...version }));
  });
}

function observations(id: string, runs: readonly TestRun[], key: string, value: string): Observation[] {
  const found: Observation[] = [];
  for (const run of runs) {
    const rows = run.rows.filter((row) => row.values[key] === id);
    for (const row of rows)
      found.push({
        taken: run.takenAt,
        stated: statedTime(run, row),
        content: JSON.stringify({ ...row.values, modified_at: undefined }),
        value: row.values[value] as string | null,
        held: row.unreadable !== undefined,
      });
    const scanned = run.deletes === 'staged_rows' ? run.rows.map((row) => row.values) : run.keys;
    const isAlive = found.length > 0 && found.at(-1)?.content !== null;
    if (isAlive && scanned && !scanned.some((each) => each[key] === id))
      found.push({ taken: run.takenAt, stated: null, content: null, value: null, held: false });
  }
  return found;
}

function statedTime(run: TestRun, row: LandedRow): string | null {
  const { origin, cursor } = entity(run.entity);
  if (cursor === null) return origin === 'emr' ? null : run.takenAt;
  return row.kind === 'missing' || row.kind === 'future' ? null : (row.at ?? run.takenAt);
}

type Version = Omit<OracleVersion, 'key'>;

/**
 * What was read last is current. A version begins at its cursor where that is plausible: not after the snapshot, and after the beginning of
 * the version (or the end by a delete) that it follows; otherwise at the snapshot.
 */
function ofSnapshots(seen: readonly Observation[]): Version[] {
  const versions: { value: string | null; from: string; to: string | null }[] = [];
  let content = null as string | null;
  let began = null as string | null;
  for (const { taken, stated, content: now, value, held } of seen) {
    if (held || now === content) continue;
    const open = versions.at(-1);
    const isPlausible: boolean = stated !== null && stated <= taken && (began === null || stated > began);
    began = now !== null && isPlausible && stated !== null ? stated : taken;
    if (open && open.to === null) open.to = began;
    if (now !== null) versions.push({ value, from: began, to: null });
    content = now;
  }
  return versions;
}

/**
 * A row holds from the time that it states; of one time the later delivery holds. A row without a time that can be believed holds from its
 * delivery, and a later delivery of the key that states an earlier time takes its place.
 */
function ofFiles(seen: readonly Observation[]): Version[] {
  const good = seen.filter(({ held }) => !held);
  const placed = good.map((each, index) => {
    const later = good.slice(index + 1).flatMap(({ stated }) => stated ?? []);
    return { ...each, at: each.stated ?? [each.taken, ...later].sort(compare)[0] ?? each.taken, index };
  });
  placed.sort((a, b) => compare(a.at, b.at) || a.index - b.index);
  const moments = placed.filter((each, index) => placed[index + 1]?.at !== each.at);
  const changed = moments.filter((each, index) => moments[index - 1]?.content !== each.content);
  return changed.map(({ value, at }, index) => ({ value, from: at, to: changed[index + 1]?.at ?? null }));
}

/** Whether a row of a file states a time that lies more than a day after its delivery. */
export function liesAhead(stated: string, taken: string): boolean {
  const at = (text: string) => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);
  return at(stated) - at(taken) > DAY;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
