import { isEverybody, isUnknownPrincipal, principalKind } from '../../grants/grant';
import { IAM_TYPES, judgeGrants } from '../../grants/grants-of';
import type { ResourceRule } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';

/** Default accounts of Compute Engine and App Engine: every workload that names none shares them. */
const DEFAULT_ACCOUNT =
  /^serviceAccount:(\d+-compute@developer\.gserviceaccount\.com|[^@]+@appspot\.gserviceaccount\.com)$/;
const ACCEPTED = ['group', 'serviceAccount', 'principal', 'principalSet'];

function judge(member: string): Verdict {
  if (isEverybody(member)) return [{ attribute: 'member', message: `${member}: everyone gets the role` }];
  if (DEFAULT_ACCOUNT.test(member)) {
    return [{ attribute: 'member', message: 'a default service account gets the role' }];
  }
  const kind = principalKind(member);
  // The kind stands in front, so it is known even when the name behind it is computed.
  if (ACCEPTED.includes(kind)) return [];
  if (isUnknownPrincipal(member)) return 'unknown';
  return [{ attribute: 'member', message: `a member of kind "${kind}" gets the role, not a group or service account` }];
}

export const membersGroupsAndServiceAccounts: ResourceRule = {
  id: 'iam-members-groups-and-service-accounts',
  title: 'Roles are granted to groups and named service accounts only',
  severity: 'high',
  controls: ['164.308(a)(3)(ii)(A)', '164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(a)(2)(i)'],
  why: 'A grant to a person outlives the work; a grant to a domain or to everyone has no list of holders.',
  fix: 'Grant to group:, to a service account of the workload, or to a federated principal.',
  resourceTypes: IAM_TYPES,
  check(resource, estate) {
    return judgeGrants(resource, estate, ({ principal }) => judge(principal));
  },
};
