import { attribute, isUnknown, type Json, KNOWN_AFTER_APPLY, strings } from './attribute';
import { type Estate, type Resource, referenced } from './resource';

/** Whether resources of the type grant roles to members. */
export function isGrant(type: string): boolean {
  return /^google_\w+_iam_(member|binding|policy)$/.test(type);
}

/** The bindings of a grant in any of its three spellings: one member, one role's members, or a whole policy as JSON text. */
export interface Binding {
  readonly role: string;
  readonly members: readonly string[];
}

/** `iam.gserviceaccount.com` names are computed from the account's id, so a reference within the stack can be read. */
function resolved(estate: Estate, from: Resource, member: string): string {
  if (!isUnknown(member)) return member;
  const account = referenced(estate, from, member);
  const id = account?.attributes['account_id'];
  const project = account?.project;
  if (account?.type !== 'google_service_account' || typeof id !== 'string' || project === undefined) return member;
  return `serviceAccount:${id}@${project}.iam.gserviceaccount.com`;
}

function bindingsOfPolicy(
  data: Json | undefined,
): readonly { role: string; members: readonly string[] }[] | 'cannot_tell' {
  if (typeof data !== 'string' || data.startsWith('${')) return 'cannot_tell';
  try {
    const bindings: Json = attribute(JSON.parse(data) as Json, 'bindings') ?? [];
    if (!Array.isArray(bindings)) return 'cannot_tell';
    return bindings.map((each: Json) => {
      const members = strings(attribute(each, 'members'));
      return {
        role: String(attribute(each, 'role')),
        members: members === 'cannot_tell' ? [KNOWN_AFTER_APPLY] : members,
      };
    });
  } catch {
    return 'cannot_tell';
  }
}

/** Who gets which role by a grant. References to service accounts of the same stack are replaced by the account's member. */
export function bindingsOf(grant: Resource, estate: Estate): readonly Binding[] | 'cannot_tell' {
  if (grant.type.endsWith('_iam_policy')) {
    const bindings = bindingsOfPolicy(attribute(grant.attributes, 'policy_data'));
    if (bindings === 'cannot_tell') return bindings;
    return bindings.map(({ role, members }) => ({
      role,
      members: members.map((each) => resolved(estate, grant, each)),
    }));
  }
  const argument = grant.type.endsWith('_iam_binding') ? 'members' : 'member';
  const members = strings(attribute(grant.attributes, argument));
  if (members === 'cannot_tell' && argument === 'members') return members;
  const one = attribute(grant.attributes, 'member');
  const listed = members === 'cannot_tell' ? [typeof one === 'string' ? one : KNOWN_AFTER_APPLY] : members;
  const role = attribute(grant.attributes, 'role');
  return [
    {
      role: typeof role === 'string' ? role : KNOWN_AFTER_APPLY,
      members: listed.map((each) => resolved(estate, grant, each)),
    },
  ];
}
