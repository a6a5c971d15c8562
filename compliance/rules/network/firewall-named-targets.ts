import { isPrivateRange, isWithin } from '../../arguments/address-range';
import { attribute, isUnknown } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { FIREWALL_TYPES, firewallRule, lets } from '../../rule-parts/firewall-rule';
import { RESTRICTED_GOOGLE_RANGES } from '../../rule-parts/restricted-google';
import type { ResourceRule } from '../../verdicts/rule';

const REMEMBERED = new WeakMap<Estate, readonly string[]>();

/** Ranges that the networks of the estate use themselves: subnets, and what is reserved for managed services. */
function ownRanges(estate: Estate): readonly string[] {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const ranges = [
    ...ofTypes(estate, 'google_compute_subnetwork').map(({ attributes }) => attribute(attributes, 'ip_cidr_range')),
    ...ofTypes(estate, 'google_compute_global_address').map(
      ({ attributes }) => `${String(attributes['address'])}/${String(attributes['prefix_length'])}`,
    ),
    ...RESTRICTED_GOOGLE_RANGES,
  ].map(String);
  REMEMBERED.set(estate, ranges);
  return ranges;
}

export const firewallNamedTargets: ResourceRule = {
  id: 'network-firewall-named-targets',
  title: 'Rules for traffic in, and out of the network, name their machines',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.502(b)'],
  why: "A rule without targets covers every machine: one that only reads files could also reach a hospital's database.",
  fix: 'Set target_tags or target_service_accounts.',
  resourceTypes: FIREWALL_TYPES,
  check(resource, estate) {
    const rule = firewallRule(resource);
    const [comesIn, goesOut] = [lets(rule, 'INGRESS'), lets(rule, 'EGRESS')];
    if (comesIn === false && goesOut === false) return 'not_applicable';
    if (comesIn === 'unknown' || goesOut === 'unknown' || rule.targets === 'unknown') return 'unknown';
    if (rule.targets.length > 0 || rule.named === true) return [];
    const argument = resource.type === 'google_compute_firewall' ? 'target_tags' : 'target_service_accounts';
    if (rule.named === 'unknown') return 'unknown';
    if (comesIn) return [{ attribute: argument, message: 'the rule covers every machine of the network' }];
    if (rule.ranges === 'unknown' || rule.ranges.some(isUnknown)) return 'unknown';
    const own = ownRanges(estate);
    const outside = rule.ranges.filter((range) => !own.some((each) => isWithin(range, each)));
    // In a part of an environment the network's own ranges may be elsewhere.
    if (!estate.complete && outside.length > 0 && outside.every(isPrivateRange)) return 'unknown';
    return outside.length > 0
      ? [{ attribute: argument, message: `every machine of the network can reach ${outside.join(' and ')}` }]
      : [];
  },
};
