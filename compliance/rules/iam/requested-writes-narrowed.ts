import { effectsOf } from '../../access/effects-of';
import { isUnknown } from '../../arguments/attribute';
import { judgeGrants } from '../../grants/grants-of';
import type { ResourceRule } from '../../verdicts/rule';

const CONDITION = 'privileged_access.gcp_iam_access.role_bindings.condition_expression';
const NAMES_RESOURCE = /\bresource\.name\s*(==|\.startsWith\()/;

/** Whether each alternative of the condition names what it is about; `a || true` does not. */
function namesResources(condition: string): boolean {
  return condition.split('||').every((each) => NAMES_RESOURCE.test(each));
}

export const requestedWritesNarrowed: ResourceRule = {
  id: 'iam-requested-writes-narrowed',
  title: 'A role that people request in order to change data is limited to named resources',
  severity: 'high',
  controls: ['164.312(c)(1)', '164.308(a)(4)(ii)(B)', '164.502(b)'],
  why: 'A request is granted on the whole project: without a condition, approval to change one table lets people change every table.',
  fix: `Set ${CONDITION} to resource.name == "…" or resource.name.startsWith("…").`,
  resourceTypes: ['google_privileged_access_manager_entitlement'],
  check(resource, estate) {
    return judgeGrants(resource, estate, (grant) => {
      const effects = effectsOf(estate, { ...grant, stack: resource.stack, address: resource.address });
      if (effects === 'unknown') return 'unknown';
      if (!effects.includes('write')) return [];
      const condition = grant.condition ?? '';
      if (isUnknown(condition)) return 'unknown';
      return namesResources(condition)
        ? []
        : [{ attribute: CONDITION, message: `${grant.role} changes data wherever the project has it` }];
    });
  },
};
