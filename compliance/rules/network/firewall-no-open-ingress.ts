import { attribute, blocks, isTrue, isUnknown, strings } from '../../arguments/attribute';
import type { Resource } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';

/** The whole internet, or a half of it: /0 and /1, of IPv4 and IPv6. */
function isEverywhere(range: string): boolean {
  return /\/[01]$/.test(range.trim());
}

function judgeRanges(ranges: readonly string[] | 'unknown', argument: string): Verdict {
  if (ranges === 'unknown') return ranges;
  const open = ranges.filter(isEverywhere);
  if (open.length > 0) return [{ attribute: argument, message: `${argument} lets in ${open.join(' and ')}` }];
  return ranges.some(isUnknown) ? 'unknown' : [];
}

function checkFirewall({ attributes }: Resource): Verdict {
  const allowed = blocks(attributes, 'allow');
  if (allowed === 'unknown') return allowed;
  if (allowed.length === 0) return 'not_applicable';
  const ranges = strings(attribute(attributes, 'source_ranges'));
  const narrowed = ['source_tags', 'source_service_accounts'].some((name) => {
    const named = strings(attribute(attributes, name));
    return named === 'unknown' || named.length > 0;
  });
  if (ranges !== 'unknown' && ranges.length === 0 && !narrowed) {
    return [{ attribute: 'source_ranges', message: 'no source is named, which means every address' }];
  }
  return judgeRanges(ranges, 'source_ranges');
}

function checkPolicyRule({ attributes }: Resource): Verdict {
  const action = attribute(attributes, 'action');
  if (isUnknown(action)) return 'unknown';
  if (!['allow', 'apply_security_profile_group'].includes(String(action))) return 'not_applicable';
  return judgeRanges(strings(attribute(attributes, 'match', 'src_ip_ranges')), 'match.src_ip_ranges');
}

export const firewallNoOpenIngress: ResourceRule = {
  id: 'network-firewall-no-open-ingress',
  title: 'Firewall rules do not allow the whole internet in',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'Attackers scan everything behind such a rule within minutes.',
  fix: 'Name the ranges, tags or service accounts that need access.',
  resourceTypes: [
    'google_compute_firewall',
    'google_compute_network_firewall_policy_rule',
    'google_compute_region_network_firewall_policy_rule',
    'google_compute_firewall_policy_rule',
  ],
  check(rule) {
    const direction = attribute(rule.attributes, 'direction') ?? 'INGRESS';
    const disabled = attribute(rule.attributes, 'disabled');
    if (direction === 'EGRESS' || isTrue(disabled)) return 'not_applicable';
    const verdict = rule.type === 'google_compute_firewall' ? checkFirewall(rule) : checkPolicyRule(rule);
    const isDefect = typeof verdict !== 'string' && verdict.length > 0;
    return isDefect && (isUnknown(direction) || isUnknown(disabled)) ? 'unknown' : verdict;
  },
};
