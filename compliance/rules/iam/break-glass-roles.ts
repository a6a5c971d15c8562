import { type Effect, ROLE_EFFECTS } from '../../access/effects';
import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

const ROLES = 'privileged_access.gcp_iam_access.role_bindings';
const TOO_MUCH: readonly Effect[] = ['administer', 'grant'];
/** Roles that reach every service. */
const REACHES_ALL = ['roles/owner', 'roles/editor', 'roles/viewer'];

export const breakGlassRoles: ResourceRule = {
  id: 'iam-break-glass-roles',
  title: 'Break-glass access can read data, but not change settings or access',
  severity: 'high',
  controls: ['164.312(a)(2)(ii)', '164.308(a)(4)(ii)(B)', '164.502(b)'],
  why: 'Anyone who can change access in an emergency can keep it afterwards.',
  fix: 'Name the roles that read the data needed; not owner, editor, viewer or an administrator role.',
  resourceTypes: ['google_privileged_access_manager_entitlement'],
  check({ attributes }) {
    const bindings = blocks(attribute(attributes, 'privileged_access', 'gcp_iam_access'), 'role_bindings');
    if (bindings === 'unknown') return bindings;
    return allOf(
      ...bindings.map((binding): Verdict => {
        const role = attribute(binding, 'role');
        if (isUnknown(role)) return 'unknown';
        const effects = ROLE_EFFECTS[String(role)] ?? [];
        const isTooMuch =
          REACHES_ALL.includes(String(role)) ||
          /admin$/i.test(String(role)) ||
          TOO_MUCH.some((each) => effects.includes(each));
        return isTooMuch ? [{ attribute: `${ROLES}.role`, message: `${String(role)} can do more than read data` }] : [];
      }),
      [],
    );
  },
};
