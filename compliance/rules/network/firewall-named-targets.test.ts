import { judged } from '../../../test/judged';
import { itJudges, placed } from '../../../test/rule-cases';
import { firewallNamedTargets } from './firewall-named-targets';

const OUT = { direction: 'EGRESS', allow: [{ protocol: 'tcp', ports: ['3306'] }] };

itJudges(firewallNamedTargets, {
  beside: placed({
    'google_compute_subnetwork.s': { ip_cidr_range: '10.64.0.0/20' },
    'google_compute_global_address.services': { address: '10.65.0.0', prefix_length: 16 },
  }),
  reports: {
    'google_compute_firewall.in': [{ allow: [{ protocol: 'tcp' }], source_ranges: ['10.0.0.0/8'] }, 'target_tags'],
    'google_compute_firewall.hospital': [{ ...OUT, destination_ranges: ['10.20.0.5/32'] }, 'target_tags'],
    'google_compute_firewall.wider': [{ ...OUT, destination_ranges: ['10.64.0.0/12'] }, 'target_tags'],
    'google_compute_network_firewall_policy_rule.in': [
      { action: 'allow', direction: 'INGRESS', match: { src_ip_ranges: ['10.0.0.0/8'] } },
      'target_service_accounts',
    ],
  },
  accepts: {
    'google_compute_firewall.in': { allow: [{ protocol: 'tcp' }], source_tags: ['a'], target_tags: ['a'] },
    'google_compute_firewall.hospital': { ...OUT, destination_ranges: ['10.20.0.5/32'], target_tags: ['extract'] },
    'google_compute_firewall.databases': { ...OUT, destination_ranges: ['10.65.0.0/16'], description: 'SQL' },
    'google_compute_firewall.google': { ...OUT, destination_ranges: ['199.36.153.4/30'] },
    'google_compute_network_firewall_policy_rule.names': {
      action: 'allow',
      direction: 'EGRESS',
      match: { dest_fqdns: ['api.example'] },
    },
  },
  ignores: { 'google_compute_firewall.denied': { deny: [{ protocol: 'all' }] } },
  unknown: {
    'google_compute_firewall.targets': { ...OUT, target_tags: '${var.tags}' },
    'google_compute_firewall.ranges': { ...OUT, destination_ranges: ['${var.range}'] },
  },
});

it('does not take a private range for foreign where the networks may stand elsewhere', () => {
  const firewall = { google_compute_firewall: { f: { ...OUT, destination_ranges: ['10.20.0.0/24'] } } };
  expect(judged(firewallNamedTargets, firewall).checked).toBe(1);
  expect(judged(firewallNamedTargets, firewall, { complete: false }).checked).toBe(0);
});
