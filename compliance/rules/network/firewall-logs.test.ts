import { itJudges } from '../../../test/rule-cases';
import { firewallLogs } from './firewall-logs';

itJudges(firewallLogs, {
  reports: {
    'google_compute_firewall.silent': [{ allow: [{ protocol: 'tcp' }] }, 'log_config'],
    'google_compute_firewall.none': [{ deny: [{ protocol: 'all' }], log_config: [] }, 'log_config'],
    'google_compute_network_firewall_policy_rule.silent': [{ action: 'allow' }, 'enable_logging'],
    'google_compute_firewall_policy_rule.off': [{ action: 'deny', enable_logging: false }, 'enable_logging'],
  },
  accepts: {
    'google_compute_firewall.list': { log_config: [{ metadata: 'EXCLUDE_ALL_METADATA' }], description: 'new' },
    'google_compute_firewall.object': { log_config: { metadata: 'INCLUDE_ALL_METADATA' } },
    'google_compute_network_firewall_policy_rule.on': { action: 'allow', enable_logging: true },
  },
  ignores: { 'google_compute_firewall.off': { disabled: true } },
  unknown: {
    'google_compute_firewall.dynamic': { dynamic: { log_config: { for_each: '${var.logs}' } } },
    'google_compute_network_firewall_policy_rule.variable': { enable_logging: '${var.on}' },
  },
});
