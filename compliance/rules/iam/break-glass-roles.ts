import { type Effect, ROLE_EFFECTS } from '../../access/effects';
import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

const ROLES = 'privileged_access.gcp_iam_access.role_bindings';
const TOO_MUCH: readonly Effect[] = ['administer', 'grant'];
/** Reaches every service, whatever it lets do in each. */
const REACHES_ALL = ['roles/owner', 'roles/editor', 'roles/viewer'];

export const breakGlassRoles: ResourceRule = {
  id: 'iam-break-glass-roles',
  title: 'Emergency access shows data, and changes neither settings nor access',
  severity: 'high',
  controls: ['164.312(a)(2)(ii)', '164.308(a)(4)(ii)(B)', '164.502(b)'],
  why: 'Who may change access in an emergency may keep it when the emergency is over.',
  fix: 'Name the roles that read what is needed; no owner, editor, viewer or administrator.',
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
        return isTooMuch ? [{ attribute: `${ROLES}.role`, message: `${String(role)} does more than show data` }] : [];
      }),
      [],
    );
  },
};
