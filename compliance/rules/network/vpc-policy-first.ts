import { attribute, isUnknown } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { meant } from '../../estate/references';
import type { Resource } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';

const ASSOCIATION = 'google_compute_network_firewall_policy_association';
const FIRST = 'BEFORE_CLASSIC_FIREWALL';
const REMEMBERED = new WeakMap<Estate, ReadonlySet<Resource | undefined>>();

function networksWithPolicy(estate: Estate): ReadonlySet<Resource | undefined> {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const networks = new Set(
    ofTypes(estate, ASSOCIATION).map((each) =>
      meant(estate, each, attribute(each.attributes, 'attachment_target'), 'google_compute_network'),
    ),
  );
  REMEMBERED.set(estate, networks);
  return networks;
}

export const vpcPolicyFirst: ResourceRule = {
  id: 'network-vpc-policy-first',
  title: 'Networks apply the firewall policy before classic rules',
  severity: 'low',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'Otherwise a classic rule, which operators of machines can write, overrides the policy.',
  fix: 'Set network_firewall_policy_enforcement_order to BEFORE_CLASSIC_FIREWALL.',
  resourceTypes: ['google_compute_network'],
  check(network, estate) {
    const order = attribute(network.attributes, 'network_firewall_policy_enforcement_order');
    if (!networksWithPolicy(estate).has(network)) {
      if (estate.complete) return 'not_applicable';
      // A policy of another stack may be for it.
      return order === FIRST ? [] : 'unknown';
    }
    if (isUnknown(order)) return 'unknown';
    return order === FIRST
      ? []
      : [
          {
            attribute: 'network_firewall_policy_enforcement_order',
            message: 'classic rules decide before the firewall policy',
          },
        ];
  },
};
