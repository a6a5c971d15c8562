import { itJudges } from '../../../test/rule-cases';
import { firewallDenyInForce } from './firewall-deny-in-force';

const DENY = { deny: [{ protocol: 'all' }] };

itJudges(firewallDenyInForce, {
  reports: {
    'google_compute_firewall.off': [{ ...DENY, disabled: true }, 'disabled'],
    'google_compute_network_firewall_policy_rule.off': [{ action: 'deny', disabled: 'true' }, 'disabled'],
  },
  accepts: {
    'google_compute_firewall.on': { ...DENY, description: 'new' },
    'google_compute_network_firewall_policy_rule.on': { action: 'deny', disabled: false },
  },
  ignores: { 'google_compute_firewall.allows': { allow: [{ protocol: 'tcp' }], disabled: true } },
  unknown: { 'google_compute_firewall.variable': { ...DENY, disabled: '${var.off}' } },
});
