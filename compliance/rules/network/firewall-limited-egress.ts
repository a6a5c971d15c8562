import { isMostOfTheInternet, isPrivateRange, prefixLength } from '../../arguments/address-range';
import { isUnknown } from '../../arguments/attribute';
import { FIREWALL_TYPES, firewallRule, lets } from '../../rule-parts/firewall-rule';
import type { ResourceRule } from '../../verdicts/rule';

/** Larger public ranges belong to more than one owner: 65,536 addresses of IPv4, one allocation of IPv6. */
const WIDEST_PUBLIC = { four: 16, six: 32 };

function isWide(range: string): boolean {
  const bits = prefixLength(range);
  if (bits === undefined || isPrivateRange(range)) return false;
  return bits < (range.includes(':') ? WIDEST_PUBLIC.six : WIDEST_PUBLIC.four);
}

export const firewallLimitedEgress: ResourceRule = {
  id: 'network-firewall-limited-egress',
  title: 'Egress rules allow named destinations only',
  severity: 'high',
  controls: ['164.312(e)(1)', '164.312(a)(1)'],
  why: 'A compromised program can send rows to any address that the network lets it reach.',
  fix: 'Name the ranges, or in a policy the host names, that the work needs.',
  resourceTypes: FIREWALL_TYPES,
  check(resource) {
    const rule = firewallRule(resource);
    const applies = lets(rule, 'EGRESS');
    if (applies !== true) return applies === false ? 'not_applicable' : applies;
    const { ranges, rangesArgument } = rule;
    if (ranges === 'unknown') return ranges;
    if (ranges.length === 0) {
      if (rule.named) return [];
      return [{ attribute: rangesArgument, message: 'no destination is named, which means every address' }];
    }
    const wide = ranges.filter(isWide);
    if (wide.length > 0 || isMostOfTheInternet(ranges)) {
      return [
        {
          attribute: rangesArgument,
          message: `${rangesArgument} allows egress to ${(wide.length > 0 ? wide : ranges).join(' and ')}`,
        },
      ];
    }
    return ranges.some(isUnknown) ? 'unknown' : [];
  },
};
