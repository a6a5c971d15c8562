import { isUnknown } from '../../arguments/attribute';
import { IAM_TYPES, judgeGrants } from '../../grants/grants-of';
import { isProjectWide, isServiceAgent } from '../../rule-parts/principals';
import type { ResourceRule } from '../../verdicts/rule';

const ACTS_AS_ACCOUNTS = [
  'roles/iam.serviceAccountUser',
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.serviceAccountOpenIdTokenCreator',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/iam.workloadIdentityUser',
];

export const noProjectWideImpersonation: ResourceRule = {
  id: 'iam-no-project-wide-impersonation',
  title: 'No grant lets a principal act as every service account of a project',
  severity: 'high',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(a)(2)(i)'],
  why: 'Acting as any account gives the access of all of them, under another name.',
  fix: 'Grant the role on the single service account that needs it.',
  resourceTypes: IAM_TYPES,
  check(resource, estate) {
    return judgeGrants(resource, estate, (grant) => {
      if (!isProjectWide(grant)) return [];
      if (isUnknown(grant.role)) return 'unknown';
      if (!ACTS_AS_ACCOUNTS.includes(grant.role) || isServiceAgent(grant.principal)) return [];
      return [{ attribute: 'role', message: `grants ${grant.role} on a whole ${grant.on.kind}` }];
    });
  },
};
