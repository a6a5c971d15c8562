import { attribute, isObject, isUnknown, type Json, KNOWN_AFTER_APPLY, strings } from '../arguments/attribute';
import type { Estate } from '../estate/estate';
import { referenced } from '../estate/references';
import type { Resource } from '../estate/resource';
import type { IamGrant } from './grant';
import { targetOf } from './target';

/** Whether resources of the type grant roles to members as IAM does everywhere. */
export function isIamGrant(type: string): boolean {
  return /^google_\w+_iam_(member|binding|policy)$/.test(type);
}

/** `iam.gserviceaccount.com` names are computed from the account's id, so a reference within the stack can be read. */
export function resolvedPrincipal(estate: Estate, from: Resource, member: string): string {
  // IAM compares addresses without regard to case.
  if (!isUnknown(member))
    return member.replace(/^(group|user|serviceAccount|domain):.*/, (whole) => lowerAfterColon(whole));
  const account = referenced(estate, from, member);
  const id = account?.attributes['account_id'];
  const project = account?.project;
  if (account?.type !== 'google_service_account' || typeof id !== 'string' || project === undefined) return member;
  return `serviceAccount:${id}@${project}.iam.gserviceaccount.com`;
}

function lowerAfterColon(member: string): string {
  const colon = member.indexOf(':');
  return member.slice(0, colon) + member.slice(colon).toLowerCase();
}

interface Binding {
  readonly role: string;
  readonly members: readonly string[];
  readonly condition: string | null;
}

const COMPUTED: Binding = { role: KNOWN_AFTER_APPLY, members: [KNOWN_AFTER_APPLY], condition: null };

/** The expression of the condition in a block, null when there is none. */
export function conditionOf(block: Json | undefined): string | null {
  const expression = attribute(block, 'condition', 'expression');
  return expression === undefined || expression === '' ? null : String(expression);
}

function binding(block: Json | undefined, argument: 'member' | 'members'): Binding {
  const role = attribute(block, 'role');
  const written = attribute(block, argument);
  const members = strings(written);
  const computed = argument === 'member' && typeof written === 'string' ? written : KNOWN_AFTER_APPLY;
  return {
    role: typeof role === 'string' ? role : KNOWN_AFTER_APPLY,
    members: members === 'unknown' ? [computed] : members,
    condition: conditionOf(block),
  };
}

/** A whole policy as JSON text. One that cannot be read is one grant of which nothing is known. */
function bindingsOfPolicy(data: Json | undefined): readonly Binding[] {
  if (typeof data !== 'string' || data.startsWith('${')) return [COMPUTED];
  try {
    const policy: Json = JSON.parse(data);
    const bindings = attribute(policy, 'bindings') ?? [];
    if (!isObject(policy) || !Array.isArray(bindings)) return [COMPUTED];
    return bindings.map((each: Json) => binding(each, 'members'));
  } catch {
    return [COMPUTED];
  }
}

/** The grants of a member, a binding or a policy on anything. References to accounts of the same stack are resolved. */
export function iamGrants(estate: Estate, resource: Resource): IamGrant[] {
  const [, spelling] = /_iam_(member|binding|policy)$/.exec(resource.type) ?? [];
  const argument = spelling === 'policy' ? 'policy_data' : spelling === 'binding' ? 'members' : 'member';
  const bindings =
    argument === 'policy_data'
      ? bindingsOfPolicy(attribute(resource.attributes, argument))
      : [binding(resource.attributes, argument)];
  const replaces = spelling === 'policy' ? 'everything' : spelling === 'binding' ? 'role' : 'nothing';
  const on = targetOf(estate, resource);
  return bindings.flatMap(({ role, members, condition }) =>
    members.map((member) => ({
      principal: resolvedPrincipal(estate, resource, member),
      role,
      on,
      condition,
      how: 'granted' as const,
      replaces,
      why: resource.why,
      argument,
    })),
  );
}
