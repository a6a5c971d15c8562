import { isRange, tooWide } from '../../arguments/address-range';
import { isUnknown } from '../../arguments/attribute';
import { FIREWALL_TYPES, type FirewallRule, firewallRule, lets } from '../../rule-parts/firewall-rule';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect, Verdict } from '../../verdicts/verdict';

/** What the rule lets in by its ranges and regions. */
function defectsOf({ ranges, rangesArgument, regions }: FirewallRule): readonly Defect[] {
  const wide = ranges === 'unknown' ? [] : tooWide(ranges);
  const countries = regions === 'unknown' ? [] : regions.filter((region) => !isUnknown(region));
  return [
    ...(wide.length > 0
      ? [{ attribute: rangesArgument, message: `${rangesArgument} lets in ${wide.join(' and ')}` }]
      : []),
    ...(countries.length > 0
      ? [{ attribute: 'match.src_region_codes', message: `every address of ${countries.join(' and ')} is let in` }]
      : []),
  ];
}

function judge(rule: FirewallRule): Verdict {
  const { ranges, rangesArgument, regions, sources, named } = rule;
  const defects = defectsOf(rule);
  if (defects.length > 0) return defects;
  const lists = [ranges, regions, sources];
  if (named === 'unknown' || lists.some((list) => list === 'unknown' || list.some(isUnknown))) return 'unknown';
  if (!named && lists.every((list) => list.length === 0))
    return [{ attribute: rangesArgument, message: 'no source is named, which means every address' }];
  return ranges !== 'unknown' && ranges.every(isRange) ? [] : 'unknown';
}

export const firewallNoOpenIngress: ResourceRule = {
  id: 'network-firewall-no-open-ingress',
  title: 'Firewall rules do not allow a large part of the internet in',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'Attackers scan everything behind such a rule within minutes.',
  fix: 'Name the ranges, tags or service accounts that need access: at most a /16 of IPv4 or a /32 of IPv6 in one piece.',
  resourceTypes: FIREWALL_TYPES,
  check(resource) {
    const rule = firewallRule(resource);
    const applies = lets(rule, 'INGRESS');
    if (applies === false) return 'not_applicable';
    return applies === 'unknown' ? applies : judge(rule);
  },
};
