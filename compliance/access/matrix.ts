import { KNOWN_AFTER_APPLY } from '../arguments/attribute';
import type { Estate } from '../estate/estate';
import { targetText } from '../grants/grant';
import { allGrants } from '../grants/grants-of';
import { EFFECT_WORDS } from './effects';
import { effectsOf, type GrantEffects } from './effects-of';

/** One principal, one role, one thing. */
export interface AccessRow {
  /** `group:...`, `serviceAccount:...`; `view:...` for an authorized view; an expression where it is computed. */
  readonly principal: string;
  readonly role: string;
  /** Kind and name: `storage_bucket sunrise-dev-landing`, `project sunrise-rcm-dev`. */
  readonly resource: string;
  readonly stack: string;
  /** The expression of an IAM condition, or what else has to hold; null: always. */
  readonly condition: string | null;
  /** What it lets do to patients' data. */
  readonly effects: GrantEffects;
  /** The reason from the list of grants; null where the document carries none, as a plan does not. */
  readonly why: string | null;
  /** The Terraform resource that grants it. */
  readonly address: string;
}

function shown(text: string): string {
  return text === KNOWN_AFTER_APPLY ? '(computed)' : text;
}

const REMEMBERED = new WeakMap<Estate, readonly AccessRow[]>();

/**
 * Every grant in the documents: who, which role, on what, in which stack. Sorted by principal, role and resource.
 * It knows what the documents grant, and nothing of grants made by hand or inherited from a folder or organization.
 */
export function accessMatrix(estate: Estate): readonly AccessRow[] {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const rows = allGrants(estate).map((grant) => ({
    principal: shown(grant.principal),
    role: shown(grant.role),
    resource: targetText(grant.on),
    stack: grant.stack,
    condition: grant.condition,
    effects: effectsOf(estate, grant),
    why: grant.why,
    address: grant.address,
  }));
  const key = (row: AccessRow) => `${row.principal}\n${row.role}\n${row.resource}\n${row.stack}\n${row.address}`;
  const sorted = rows
    .map((row) => ({ row, sortKey: key(row) }))
    .sort((one, other) => (one.sortKey < other.sortKey ? -1 : 1))
    .map(({ row }) => row);
  REMEMBERED.set(estate, sorted);
  return sorted;
}

/** The effects in words: "read identified data, write data". */
export function effectsText(effects: GrantEffects): string {
  if (effects === 'unknown') return 'unknown';
  return effects.length === 0 ? 'no access to patient data' : effects.map((each) => EFFECT_WORDS[each]).join(', ');
}
