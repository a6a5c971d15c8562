import { isEveryAddress } from '../../arguments/address-range';
import { attribute, isUnknown, numberOf } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { meant } from '../../estate/references';
import { qualifiedAddress, type Resource } from '../../estate/resource';
import { type FirewallRule, firewallRule } from '../../rule-parts/firewall-rule';
import type { EstateRule, SubjectVerdict } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';

const NETWORK = 'google_compute_network';

/** Ranges to which a rule denies all egress of every machine. Undefined: it is another rule. */
function denied({ action, direction, enabled, layers, ranges, targets }: FirewallRule): readonly string[] | undefined {
  if (action !== 'deny' || direction !== 'EGRESS' || enabled !== true) return undefined;
  const protocols = layers !== 'unknown' && layers.some(({ protocol }) => protocol === 'all');
  if (!protocols || ranges === 'unknown' || targets === 'unknown' || targets.length > 0) return undefined;
  return ranges.length === 0 ? [EVERY_FOUR] : ranges;
}

/** What Google takes where a rule for egress names no destination: no address of IPv6. */
const EVERY_FOUR = '0.0.0.0/0';

/** Whether a subnet of the network has addresses of IPv6, which Google lets out as it does those of IPv4. */
function hasSix(estate: Estate, network: Resource): boolean | 'unknown' {
  const stacks = ofTypes(estate, 'google_compute_subnetwork')
    .filter((subnet) => {
      const of = meant(estate, subnet, attribute(subnet.attributes, 'network'), NETWORK);
      return of === undefined || of === network;
    })
    .map(({ attributes }) => attribute(attributes, 'stack_type'));
  if (stacks.some((stack) => typeof stack === 'string' && stack.includes('IPV6'))) return true;
  return stacks.some(isUnknown) ? 'unknown' : false;
}

/** The rule that was intended to deny: one that denies, or the last by priority of the egress rules. */
function nearest(rules: readonly { resource: Resource; rule: FirewallRule }[]): Resource | undefined {
  const denies = rules.filter(({ rule }) => rule.action !== 'allow');
  const lasting = [...denies, ...rules]
    .filter(({ resource }) => numberOf(attribute(resource.attributes, 'priority')) > 60_000)
    .concat(denies);
  const forOut = ({ resource, rule }: { resource: Resource; rule: FirewallRule }) =>
    resource.attributes['destination_ranges'] !== undefined || rule.direction === 'EGRESS';
  return lasting.find(forOut)?.resource;
}

function firewallsByNetwork(estate: Estate): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const firewall of ofTypes(estate, 'google_compute_firewall')) {
    const network = meant(estate, firewall, attribute(firewall.attributes, 'network'), NETWORK);
    if (!network) continue;
    const key = qualifiedAddress(network);
    const list = found.get(key);
    if (list) list.push(firewall);
    else found.set(key, [firewall]);
  }
  return found;
}

/** What rules of policies deny; which network a policy is for, another rule looks at. */
function deniedByPolicies(estate: Estate): readonly string[] {
  return ofTypes(estate, 'google_compute_network_firewall_policy_rule', 'google_compute_firewall_policy_rule').flatMap(
    (each) => denied(firewallRule(each)) ?? [],
  );
}

export const denyByDefault: EstateRule = {
  id: 'network-deny-by-default',
  title: 'Egress is denied by default',
  severity: 'high',
  controls: ['164.312(e)(1)', '164.312(a)(1)'],
  why: 'Google allows all egress that no rule denies: a compromised program could send rows anywhere.',
  fix: 'Add a firewall rule that denies EGRESS of all protocols to 0.0.0.0/0, and one to ::/0 where subnets have IPv6, with a priority behind the rules that allow.',
  resourceTypes: [NETWORK, 'google_compute_firewall'],
  checkEstate(estate) {
    const byNetwork = firewallsByNetwork(estate);
    return ofTypes(estate, NETWORK).map((network): SubjectVerdict => {
      const own = byNetwork.get(qualifiedAddress(network)) ?? [];
      const rules = own.map((resource) => ({ resource, rule: firewallRule(resource) }));
      const answer = (verdict: Verdict, about: Resource = network): SubjectVerdict => ({
        subject: about.address,
        stack: about.stack,
        verdict,
      });
      const ranges = [...rules.flatMap(({ rule }) => denied(rule) ?? []), ...deniedByPolicies(estate)];
      const isFourDenied = isEveryAddress(ranges, 'ipv4');
      const six = isEveryAddress(ranges, 'ipv6') ? false : hasSix(estate, network);
      if (isFourDenied && six !== true) return answer(six === 'unknown' ? six : []);
      const computed = rules.some(
        ({ rule }) => rule.action === 'unknown' || rule.direction === 'unknown' || rule.enabled === 'unknown',
      );
      if (!estate.complete || computed || own.some((each) => isUnknown(each.attributes['deny'])))
        return answer('unknown');
      const version = isFourDenied ? ' of IPv6' : '';
      const message = `no rule denies the egress${version} that the others do not allow`;
      const meantToRefuse = nearest(rules);
      return answer([{ attribute: meantToRefuse ? 'deny' : 'name', message }], meantToRefuse);
    });
  },
};
