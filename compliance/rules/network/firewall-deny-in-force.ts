import { FIREWALL_TYPES, firewallRule } from '../../rule-parts/firewall-rule';
import type { ResourceRule } from '../../verdicts/rule';

export const firewallDenyInForce: ResourceRule = {
  id: 'network-firewall-deny-in-force',
  title: 'Deny rules are enabled',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'A disabled rule looks like protection but denies nothing.',
  fix: 'Remove disabled, or the rule.',
  resourceTypes: FIREWALL_TYPES,
  check(resource) {
    const { action, enabled } = firewallRule(resource);
    if (action === 'unknown') return action;
    if (action !== 'deny') return 'not_applicable';
    if (enabled === 'unknown') return enabled;
    return enabled ? [] : [{ attribute: 'disabled', message: 'the rule is disabled' }];
  },
};
