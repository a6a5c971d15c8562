import { isPrivateRange } from '../../arguments/address-range';
import { isUnknown, strings } from '../../arguments/attribute';
import { FIREWALL_TYPES, type FirewallRule, firewallRule } from '../../rule-parts/firewall-rule';
import type { ResourceRule } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';
import { allOf } from '../../verdicts/verdict';

/** Protocols with ports, by name and number. */
const WITH_PORTS = ['tcp', 'udp', 'sctp', '6', '17', '132'];

/** Machines of one cluster among themselves: both sides are the same, or named machines send inside private ranges. */
function isAmongThemselves({ direction, sources, targets, ranges }: FirewallRule): boolean {
  if (targets === 'unknown' || targets.length === 0) return false;
  if (direction === 'INGRESS') {
    const noRanges = ranges !== 'unknown' && ranges.length === 0;
    return noRanges && sources !== 'unknown' && sources.length > 0 && sources.every((each) => targets.includes(each));
  }
  return ranges !== 'unknown' && ranges.length > 0 && ranges.every(isPrivateRange);
}

export const firewallNamedPorts: ResourceRule = {
  id: 'network-firewall-named-ports',
  title: 'Allow rules name protocols and ports',
  severity: 'medium',
  controls: ['164.312(e)(1)', '164.312(a)(1)'],
  why: 'A rule without ports also opens remote shells and databases.',
  fix: 'Name the ports, or the same tag or service account on both sides.',
  resourceTypes: FIREWALL_TYPES,
  check(resource) {
    const rule = firewallRule(resource);
    if (rule.action === 'deny' || rule.action === 'none' || rule.enabled === false) return 'not_applicable';
    if (rule.action === 'unknown' || rule.layers === 'unknown') return 'unknown';
    if (isAmongThemselves(rule)) return [];
    const argument = rule.layersArgument;
    const verdicts = rule.layers.map(({ protocol, ports }): Verdict => {
      if (isUnknown(protocol)) return 'unknown';
      const name = String(protocol ?? 'all').toLowerCase();
      if (name === 'all') return [{ attribute: argument, message: 'every protocol and port is allowed' }];
      if (!WITH_PORTS.includes(name)) return [];
      const named = strings(ports);
      if (named === 'unknown') return named;
      const open = named.length === 0 || named.some((each) => /^[01]-65535$/.test(each));
      return open ? [{ attribute: `${argument}.ports`, message: `every port of ${name} is allowed` }] : [];
    });
    if (verdicts.length === 0) return [{ attribute: argument, message: 'every protocol and port is allowed' }];
    return allOf(...verdicts);
  },
};
