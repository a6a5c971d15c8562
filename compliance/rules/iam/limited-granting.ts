import { isUnknown } from '../../arguments/attribute';
import { IAM_TYPES, judgeGrants } from '../../grants/grants-of';
import { isServiceAgent } from '../../rule-parts/principals';
import type { ResourceRule } from '../../verdicts/rule';

const GIVES_ACCESS = [
  'roles/resourcemanager.projectIamAdmin',
  'roles/resourcemanager.folderIamAdmin',
  'roles/resourcemanager.organizationAdmin',
  'roles/iam.securityAdmin',
];

export const limitedGranting: ResourceRule = {
  id: 'iam-limited-granting',
  title: 'Roles that grant access are limited to a list of roles',
  severity: 'high',
  controls: ['164.308(a)(4)(ii)(B)', '164.308(a)(3)(ii)(A)', '164.312(a)(1)'],
  why: 'Anyone who can grant any role can become owner.',
  fix: 'Add a condition on iam.googleapis.com/modifiedGrantsByRole with hasOnly.',
  resourceTypes: IAM_TYPES,
  check(resource, estate) {
    return judgeGrants(resource, estate, ({ role, condition, principal }) => {
      if (isUnknown(role)) return 'unknown';
      if (!GIVES_ACCESS.includes(role) || isServiceAgent(principal)) return [];
      const limited = condition?.includes('modifiedGrantsByRole') && condition.includes('hasOnly');
      if (limited) return [];
      return isUnknown(condition) ? 'unknown' : [{ attribute: 'condition', message: `${role} can grant any role` }];
    });
  },
};
