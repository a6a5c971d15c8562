import { attribute, isUnknown, numberOf } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { meant } from '../../estate/references';
import { qualifiedAddress, type Resource } from '../../estate/resource';
import { type FirewallRule, firewallRule } from '../../rule-parts/firewall-rule';
import type { EstateRule, SubjectVerdict } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';

const NETWORK = 'google_compute_network';
const EVERYWHERE = ['0.0.0.0/0', '::/0'];

function isForEverything({ layers, ranges, targets }: FirewallRule): boolean {
  const protocols = layers !== 'unknown' && layers.some(({ protocol }) => protocol === 'all');
  // Without destinations a rule is for all of them.
  const addresses = ranges !== 'unknown' && (ranges.length === 0 || ranges.some((each) => EVERYWHERE.includes(each)));
  return protocols && addresses && targets !== 'unknown' && targets.length === 0;
}

function refusesTheRest(rule: FirewallRule): boolean {
  return rule.action === 'deny' && rule.direction === 'EGRESS' && rule.enabled === true && isForEverything(rule);
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

function policyRefuses(estate: Estate): boolean {
  return ofTypes(estate, 'google_compute_network_firewall_policy_rule', 'google_compute_firewall_policy_rule').some(
    (each) => refusesTheRest(firewallRule(each)),
  );
}

export const denyByDefault: EstateRule = {
  id: 'network-deny-by-default',
  title: 'Egress is denied by default',
  severity: 'high',
  controls: ['164.312(e)(1)', '164.312(a)(1)'],
  why: 'Google allows all egress that no rule denies: a compromised program could send rows anywhere.',
  fix: 'Add a firewall rule that denies EGRESS of all protocols to 0.0.0.0/0, with a priority behind the rules that allow.',
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
      if (rules.some(({ rule }) => refusesTheRest(rule)) || policyRefuses(estate)) return answer([]);
      const computed = rules.some(
        ({ rule }) => rule.action === 'unknown' || rule.direction === 'unknown' || rule.enabled === 'unknown',
      );
      if (!estate.complete || computed || own.some((each) => isUnknown(each.attributes['deny'])))
        return answer('unknown');
      const message = 'no rule denies the egress that the others do not allow';
      const meantToRefuse = nearest(rules);
      return answer([{ attribute: meantToRefuse ? 'deny' : 'name', message }], meantToRefuse);
    });
  },
};
