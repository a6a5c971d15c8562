import { attribute, isUnknown } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { meant, referencesIn } from '../../estate/references';
import type { Resource } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';

const POLICY = 'google_compute_network_firewall_policy';
const ASSOCIATIONS = 'google_compute_network_firewall_policy_association';
const REMEMBERED = new WeakMap<Estate, { policies: ReadonlySet<Resource | undefined>; computed: boolean }>();

function associated(estate: Estate) {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const named = ofTypes(estate, ASSOCIATIONS).map((each) => {
    const value = attribute(each.attributes, 'firewall_policy');
    return { policy: meant(estate, each, value, POLICY), value };
  });
  const found = {
    policies: new Set(named.map(({ policy }) => policy)),
    computed: named.some(({ value }) => isUnknown(value) && referencesIn(String(value)).length === 0),
  };
  REMEMBERED.set(estate, found);
  return found;
}

export const firewallPolicyInUse: ResourceRule = {
  id: 'network-firewall-policy-in-use',
  title: 'Firewall policies are associated with a network',
  severity: 'low',
  controls: ['164.312(a)(1)'],
  why: 'A policy without a network protects nothing.',
  fix: 'Add a google_compute_network_firewall_policy_association, or remove the policy.',
  resourceTypes: [POLICY],
  check(policy, estate) {
    const { policies, computed } = associated(estate);
    if (policies.has(policy)) return [];
    if (!estate.complete || computed) return 'unknown';
    return [{ attribute: 'name', message: 'no network uses the policy' }];
  },
};
