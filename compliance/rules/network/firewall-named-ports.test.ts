import { itJudges } from '../../../test/rule-cases';
import { firewallNamedPorts } from './firewall-named-ports';

const ALL = [{ protocol: 'all' }];

itJudges(firewallNamedPorts, {
  reports: {
    'google_compute_firewall.all': [{ allow: ALL, source_ranges: ['10.0.0.0/8'] }, 'allow'],
    'google_compute_firewall.ports': [{ allow: { protocol: 'tcp' }, source_ranges: ['10.0.0.0/8'] }, 'allow.ports'],
    'google_compute_firewall.range': [{ allow: [{ protocol: 'TCP', ports: ['0-65535'] }] }, 'allow.ports'],
    'google_compute_firewall.everybody': [
      { direction: 'EGRESS', allow: ALL, destination_ranges: ['10.0.0.0/8'] },
      'allow',
    ],
    'google_compute_firewall.outside': [
      { direction: 'EGRESS', allow: ALL, destination_ranges: ['34.1.0.0/20'], target_tags: ['a'] },
      'allow',
    ],
    'google_compute_firewall.others': [{ allow: ALL, source_tags: ['a', 'b'], target_tags: ['a'] }, 'allow'],
    'google_compute_network_firewall_policy_rule.ports': [
      { action: 'allow', direction: 'EGRESS', match: [{ layer4_configs: [{ ip_protocol: 'tcp' }] }] },
      'match.layer4_configs.ports',
    ],
  },
  accepts: {
    'google_compute_firewall.named': { allow: [{ protocol: 'tcp', ports: ['443', 8080] }, { protocol: 'icmp' }] },
    'google_compute_firewall.cluster': { allow: ALL, source_tags: ['a'], target_tags: ['a'], description: 'Spark' },
    'google_compute_firewall.out': {
      direction: 'EGRESS',
      allow: ALL,
      destination_ranges: ['10.64.0.0/20'],
      target_service_accounts: ['spark@p.iam.gserviceaccount.com'],
    },
  },
  ignores: {
    'google_compute_firewall.denied': { deny: ALL },
    'google_compute_firewall.off': { allow: ALL, disabled: true },
  },
  unknown: {
    'google_compute_firewall.ports': { allow: [{ protocol: 'tcp', ports: '${var.ports}' }] },
    'google_compute_firewall.protocol': { allow: [{ protocol: '${var.protocol}' }] },
  },
});
