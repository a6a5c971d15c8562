import { attribute, blocks, isFalse, isTrue, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

const RULES = 'spec.rules';

export const policyInForce: ResourceRule = {
  id: 'org-policy-in-force',
  title: 'Organization policies are enforced',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
  why: 'A dry-run policy, or one that allows everything, also overrides the policy above it.',
  fix: 'Set spec.rules with enforce = "TRUE", deny_all = "TRUE", or the values that are allowed.',
  resourceTypes: ['google_org_policy_policy'],
  check({ attributes }) {
    const rules = blocks(attribute(attributes, 'spec'), 'rules');
    if (rules === 'unknown') return rules;
    if (rules.length === 0) return [{ attribute: RULES, message: 'no rule is enforced' }];
    return allOf(
      ...rules.map((rule): Verdict => {
        const enforce = attribute(rule, 'enforce');
        if (isUnknown(enforce)) return 'unknown';
        if (typeof enforce === 'string' ? /^false$/i.test(enforce) : isFalse(enforce)) {
          return [{ attribute: `${RULES}.enforce`, message: 'the constraint is not enforced' }];
        }
        if (/^true$/i.test(String(attribute(rule, 'allow_all')))) {
          return [{ attribute: `${RULES}.allow_all`, message: 'everything is allowed' }];
        }
        const values = attribute(rule, 'values');
        const lists = ['allowed_values', 'denied_values'].map((name) => attribute(values, name));
        const denies = /^true$/i.test(String(attribute(rule, 'deny_all')));
        if (isTrue(enforce) || /^true$/i.test(String(enforce)) || denies) return [];
        if (isUnknown(values) || lists.some((each) => isUnknown(each) || (Array.isArray(each) && each.length > 0)))
          return [];
        return [{ attribute: RULES, message: 'the rule restricts nothing' }];
      }),
    );
  },
};
