import { EFFECT_WORDS, type Effect } from './effects';
import { type AccessRow, effectsText } from './matrix';

/** One thing that a change does to who may do what. */
export interface AccessChange {
  readonly kind: 'added' | 'widened' | 'narrowed' | 'removed';
  readonly before: AccessRow | null;
  readonly after: AccessRow | null;
  /** What it means, in one sentence. */
  readonly sentence: string;
}

const KINDS = ['widened', 'added', 'narrowed', 'removed'] as const;

/** How much a target holds: a part of a thing, a thing, everything of a project or more. */
function reach({ resource }: AccessRow): number {
  if (/^(organization|folder|billing_account) /.test(resource)) return 3;
  if (resource.startsWith('project ')) return 2;
  return /^(bigquery_table|storage_managed_folder|storage_object|data_catalog_policy_tag) /.test(resource) ? 0 : 1;
}

function gained(before: AccessRow, after: AccessRow): readonly Effect[] {
  if (before.effects === 'unknown' || after.effects === 'unknown') return [];
  const had = before.effects;
  return after.effects.filter((each) => !had.includes(each));
}

/** Why `after` is wider than `before`; null when it is not. Both are of one principal. */
function widening(before: AccessRow, after: AccessRow): string | null {
  const { principal, role, resource } = after;
  if (before.role === role && before.resource === resource) {
    if (before.condition === after.condition) return null;
    if (after.condition === null)
      return `${principal} keeps ${role} on ${resource}, no longer only if ${before.condition}.`;
    return before.condition === null
      ? null
      : `${principal} keeps ${role} on ${resource}, now if ${after.condition} instead of if ${before.condition}.`;
  }
  if (before.resource === resource) {
    const more = gained(before, after);
    if (more.length === 0) return null;
    const words = more.map((each) => EFFECT_WORDS[each]).join(', ');
    return `${principal} may now also ${words} on ${resource}: ${role} instead of ${before.role}.`;
  }
  if (before.role === role && reach(after) > reach(before)) {
    return `${principal} has ${role} on ${resource}, no longer only on ${before.resource}.`;
  }
  return null;
}

function grantSentence(row: AccessRow, verb: string): string {
  const condition = row.condition === null ? '' : `, if ${row.condition}`;
  return `${row.principal} ${verb} ${row.role} on ${row.resource}${condition} (${effectsText(row.effects)}).`;
}

/** Same grant, wherever it is made: a grant that moves to another stack changes nothing. */
function identity(row: AccessRow): string {
  return [row.principal, row.role, row.resource, row.condition ?? ''].join('\n');
}

/**
 * What changes between two access matrices: grants added and removed; one that replaces another of the same principal is widened
 * (broader role, wider resource, condition dropped or changed) or narrowed. Widened first.
 */
export function accessDifference(before: readonly AccessRow[], after: readonly AccessRow[]): readonly AccessChange[] {
  const [had, has] = [new Set(before.map(identity)), new Set(after.map(identity))];
  const gone = unique(before.filter((row) => !has.has(identity(row))));
  const come = unique(after.filter((row) => !had.has(identity(row))));
  const changes: AccessChange[] = [];
  const paired = new Set<AccessRow>();
  const pair = (kind: 'widened' | 'narrowed', sentenceOf: (old: AccessRow, row: AccessRow) => string | null) => {
    for (const row of come) {
      if (paired.has(row)) continue;
      for (const old of gone) {
        const sentence = paired.has(old) || old.principal !== row.principal ? null : sentenceOf(old, row);
        if (sentence === null) continue;
        changes.push({ kind, before: old, after: row, sentence });
        paired.add(old).add(row);
        break;
      }
    }
  };
  pair('widened', widening);
  pair('narrowed', (old, row) =>
    widening(row, old) === null
      ? null
      : `${grantSentence(row, 'now has')} Before: ${old.role} on ${old.resource}${old.condition === null ? '' : ` if ${old.condition}`}.`,
  );
  for (const row of come) {
    if (!paired.has(row))
      changes.push({ kind: 'added', before: null, after: row, sentence: grantSentence(row, 'gets') });
  }
  for (const row of gone) {
    if (!paired.has(row))
      changes.push({ kind: 'removed', before: row, after: null, sentence: grantSentence(row, 'loses') });
  }
  return changes.sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));
}

function unique(rows: readonly AccessRow[]): AccessRow[] {
  return [...new Map(rows.map((row) => [identity(row), row])).values()];
}
