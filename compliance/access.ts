import { KNOWN_AFTER_APPLY } from './attribute';
import { targetText } from './grants/grant';
import { allGrants } from './grants/grants-of';
import type { Estate } from './resource';

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
  /** The reason from the list of grants; null where the document carries none, as a plan does not. */
  readonly why: string | null;
  /** The Terraform resource that grants it. */
  readonly address: string;
}

function shown(text: string): string {
  return text === KNOWN_AFTER_APPLY ? '(computed)' : text;
}

/**
 * Every grant in the documents: who, which role, on what, in which stack. Sorted by principal, role and resource.
 * It knows what the documents grant, and nothing of grants made by hand or inherited from a folder or organization.
 */
export function accessMatrix(estate: Estate): readonly AccessRow[] {
  const rows = allGrants(estate).map((grant) => ({
    principal: shown(grant.principal),
    role: shown(grant.role),
    resource: targetText(grant.on),
    stack: grant.stack,
    condition: grant.condition,
    why: grant.why,
    address: grant.address,
  }));
  const key = (row: AccessRow) => `${row.principal}\n${row.role}\n${row.resource}\n${row.stack}\n${row.address}`;
  return rows
    .map((row) => ({ row, sortKey: key(row) }))
    .sort((one, other) => (one.sortKey < other.sortKey ? -1 : 1))
    .map(({ row }) => row);
}
