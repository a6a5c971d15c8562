import { isUnknown } from '../../arguments/attribute';
import { isUnknownPrincipal, principalKind } from '../../grants/grant';
import { judgeGrants } from '../../grants/grants-of';
import { isServiceAgent } from '../../rule-parts/principals';
import type { ResourceRule } from '../../verdicts/rule';

/** Roles that give out credentials of an account, for use anywhere. */
const MAKES_CREDENTIALS = [
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.serviceAccountOpenIdTokenCreator',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/iam.serviceAccountAdmin',
  'roles/iam.workloadIdentityUser',
  'roles/owner',
  'roles/editor',
];

function isFederated(principal: string): boolean {
  return /^principal(Set)?$/.test(principalKind(principal)) || /\.svc\.id\.goog\[/.test(principal);
}

export const noTokenCreation: ResourceRule = {
  id: 'iam-no-token-creation',
  title: 'Only federated identities get credentials of a service account',
  severity: 'high',
  controls: ['164.312(a)(2)(i)', '164.312(d)', '164.308(a)(4)(ii)(B)'],
  why: 'A token works anywhere, and the log records its use under the name of the account.',
  fix: 'Attach the account to the workload with roles/iam.serviceAccountUser, or grant to a federated principal.',
  resourceTypes: [
    'google_service_account_iam_member',
    'google_service_account_iam_binding',
    'google_service_account_iam_policy',
  ],
  check(resource, estate) {
    return judgeGrants(resource, estate, ({ role, principal, argument }) => {
      if (isUnknown(role)) return 'unknown';
      if (!MAKES_CREDENTIALS.includes(role)) return [];
      const federated = role === 'roles/iam.workloadIdentityUser' || role === 'roles/iam.serviceAccountTokenCreator';
      if (isServiceAgent(principal) || (federated && isFederated(principal))) return [];
      if (isUnknownPrincipal(principal)) return 'unknown';
      return [{ attribute: argument === 'policy_data' ? argument : 'role', message: `${principal} gets ${role}` }];
    });
  },
};
