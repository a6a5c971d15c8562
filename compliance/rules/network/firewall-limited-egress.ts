import { isRange, tooWide } from '../../arguments/address-range';
import { isUnknown } from '../../arguments/attribute';
import { FIREWALL_TYPES, firewallRule, lets } from '../../rule-parts/firewall-rule';
import type { ResourceRule } from '../../verdicts/rule';

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
    const { ranges, rangesArgument, regions, named } = rule;
    if (ranges === 'unknown' || regions === 'unknown') return 'unknown';
    if (regions.length > 0)
      return regions.some(isUnknown)
        ? 'unknown'
        : [{ attribute: 'match.dest_region_codes', message: `egress is allowed to all of ${regions.join(' and ')}` }];
    if (ranges.length === 0) {
      if (named !== false) return named === true ? [] : named;
      return [{ attribute: rangesArgument, message: 'no destination is named, which means every address' }];
    }
    const wide = tooWide(ranges);
    if (wide.length > 0)
      return [{ attribute: rangesArgument, message: `${rangesArgument} allows egress to ${wide.join(' and ')}` }];
    return named === 'unknown' || ranges.some((range) => isUnknown(range) || !isRange(range)) ? 'unknown' : [];
  },
};
