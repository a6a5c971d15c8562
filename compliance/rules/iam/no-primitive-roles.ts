import { isUnknown } from '../../attribute';
import { bindingsOf } from '../../members';
import type { ResourceRule } from '../../rule';

const PRIMITIVE = new Set(['roles/owner', 'roles/editor', 'roles/viewer']);

export const noPrimitiveRoles: ResourceRule = {
  id: 'iam-no-primitive-roles',
  title: 'Nobody is owner, editor or viewer of a project',
  severity: 'high',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.502(b)', '164.514(d)'],
  why: 'These roles reach nearly every service, data included; nobody can say what their holders need.',
  fix: 'Grant the roles of the services that the work needs.',
  resourceTypes: ['google_*_iam_member', 'google_*_iam_binding', 'google_*_iam_policy'],
  check(grant, estate) {
    const bindings = bindingsOf(grant, estate);
    if (bindings === 'cannot_tell') return bindings;
    const roles = bindings.map((binding) => binding.role);
    const primitive = roles.filter((role) => PRIMITIVE.has(role));
    if (primitive.length === 0 && roles.some(isUnknown)) return 'cannot_tell';
    return primitive.map((role) => ({ attribute: 'role', message: `grants ${role}` }));
  },
};
