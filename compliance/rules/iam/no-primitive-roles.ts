import { isUnknown } from '../../arguments/attribute';
import { IAM_TYPES, judgeGrants } from '../../grants/grants-of';
import type { ResourceRule } from '../../verdicts/rule';

const PRIMITIVE = new Set(['roles/owner', 'roles/editor', 'roles/viewer']);

export const noPrimitiveRoles: ResourceRule = {
  id: 'iam-no-primitive-roles',
  title: 'Nobody is owner, editor or viewer of a project',
  severity: 'high',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.502(b)', '164.514(d)'],
  why: 'These roles reach nearly every service and its data, far beyond any single task.',
  fix: 'Grant the roles of the services that the work needs.',
  resourceTypes: IAM_TYPES,
  check(resource, estate) {
    return judgeGrants(resource, estate, ({ role }) => {
      if (isUnknown(role)) return 'unknown';
      return PRIMITIVE.has(role) ? [{ attribute: 'role', message: `grants ${role}` }] : [];
    });
  },
};
