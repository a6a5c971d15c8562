import { attribute, blocks, isObject, type Json, type JsonObject, strings } from '../arguments/attribute';
import { type Estate, ofTypes } from '../estate/estate';
import { isUnknownPrincipal } from '../grants/grant';
import { readableName } from '../grants/target';
import type { Effect } from './effects';
import { type AccessRow, accessMatrix } from './matrix';

/** Two duties in one hand. */
export interface DutyConflict {
  readonly principal: string;
  /** The grant that is one too many. */
  readonly row: AccessRow;
  readonly message: string;
}

/** Who reads what was recorded. */
const AUDITOR_ROLES = ['roles/logging.privateLogViewer', 'roles/logging.viewAccessor'];
const CHANGES: readonly Effect[] = ['write', 'administer', 'grant'];

/** Service accounts of builds that start without anybody's approval, and of those that a pull request starts. */
function buildAccounts(estate: Estate): { unapproved: Set<string>; proposals: Set<string> } {
  const unapproved = new Set<string>();
  const proposals = new Set<string>();
  for (const trigger of ofTypes(estate, 'google_cloudbuild_trigger')) {
    const account = readableName(estate, trigger, trigger.attributes['service_account']).replace(/^.*\//, '');
    if (attribute(trigger.attributes, 'approval_config', 'approval_required') === true) continue;
    const member = `serviceAccount:${account.toLowerCase()}`;
    unapproved.add(member);
    const byProposal = ['repository_event_config', 'github'].some((each) =>
      isObject(firstOf(attribute(trigger.attributes, each, 'pull_request'))),
    );
    if (byProposal) proposals.add(member);
  }
  return { unapproved, proposals };
}

function firstOf(value: ReturnType<typeof attribute>) {
  return Array.isArray(value) ? value[0] : value;
}

function listed(of: Json | undefined, name: string): readonly JsonObject[] {
  const found = blocks(of, name);
  return found === 'unknown' ? [] : found;
}

/** Who lets requests for access pass, by the entitlement. */
function approversOf(estate: Estate): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const entitlement of ofTypes(estate, 'google_privileged_access_manager_entitlement')) {
    const workflow = attribute(entitlement.attributes, 'approval_workflow', 'manual_approvals');
    const principals = listed(workflow, 'steps')
      .flatMap((step) => listed(step, 'approvers'))
      .flatMap((approvers) => strings(approvers['principals']));
    found.set(`${entitlement.stack}/${entitlement.address}`, new Set(principals.map((each) => each.toLowerCase())));
  }
  return found;
}

/**
 * Separation of duties, 45 CFR 164.308(a)(3) and (a)(4): nobody both changes and approves, auditors change nothing,
 * a build that nobody approved administers and grants nothing, and one that a pull request starts writes nothing either.
 */
export function dutyConflicts(estate: Estate): readonly DutyConflict[] {
  const rows = accessMatrix(estate);
  const { approving, auditing } = dutiesIn(rows);
  const { unapproved, proposals } = buildAccounts(estate);
  const approvers = approversOf(estate);
  return rows.flatMap((row): DutyConflict[] => {
    const conflict = (message: string) => [{ principal: row.principal, row, message }];
    const changes = CHANGES.some((each) => has(row, each));
    const takesOver = has(row, 'administer') || has(row, 'grant');
    if (approving.has(row.principal) && changes) return conflict('approves changes, and could make them');
    if (auditing.has(row.principal) && changes) return conflict('reads the audit, and could change what it is about');
    if (proposals.has(row.principal) && changes)
      return conflict('is started by a pull request, and could change things');
    if (unapproved.has(row.principal) && takesOver)
      return conflict('needs no approval, and could change settings or access');
    const approves = approvers.get(`${row.stack}/${row.address}`)?.has(row.principal.toLowerCase());
    return approves ? conflict('asks for access, and approves it') : [];
  });
}

function dutiesIn(rows: readonly AccessRow[]) {
  const approving = new Set(rows.filter((row) => has(row, 'approve')).map((row) => row.principal));
  const auditing = new Set(rows.filter((row) => AUDITOR_ROLES.includes(row.role)).map((row) => row.principal));
  return { approving, auditing };
}

/**
 * Grants that may combine two duties, unknown before the apply: a role with unknown effects for a principal that approves or audits; and
 * a role that changes for a computed principal, where somebody approves or audits.
 */
export function undecidedDuties(estate: Estate): readonly AccessRow[] {
  const rows = accessMatrix(estate);
  const { approving, auditing } = dutiesIn(rows);
  const { unapproved } = buildAccounts(estate);
  const watched = new Set([...approving, ...auditing, ...unapproved]);
  return rows.filter((row) => {
    if (isUnknownPrincipal(row.principal) && watched.size > 0)
      return row.effects === 'unknown' || watched.has(row.principal) || CHANGES.some((each) => has(row, each));
    return row.effects === 'unknown' && watched.has(row.principal);
  });
}

function has(row: AccessRow, effect: Effect): boolean {
  return row.effects !== 'unknown' && row.effects.includes(effect);
}
