import { itJudges } from '../../../test/rule-cases';
import { firewallLimitedEgress } from './firewall-limited-egress';

const OUT = { direction: 'EGRESS', allow: [{ protocol: 'tcp', ports: ['443'] }] };
const policy = (match: object) => ({ direction: 'EGRESS', action: 'allow', match: { ...match } });

itJudges(firewallLimitedEgress, {
  reports: {
    'google_compute_firewall.all': [{ ...OUT, destination_ranges: ['0.0.0.0/0'] }, 'destination_ranges'],
    'google_compute_firewall.silent': [OUT, 'destination_ranges'],
    'google_compute_firewall.halves': [
      { ...OUT, destination_ranges: ['0.0.0.0/1', '128.0.0.0/1'] },
      'destination_ranges',
    ],
    'google_compute_firewall.six': [{ ...OUT, destination_ranges: ['::/0'] }, 'destination_ranges'],
    'google_compute_firewall.wide': [
      { ...OUT, destination_ranges: ['10.0.0.0/8', '34.0.0.0/8'] },
      'destination_ranges',
    ],
    'google_compute_firewall.neighbours': [
      { ...OUT, destination_ranges: ['34.0.0.0/16', '34.1.0.0/16'] },
      'destination_ranges',
    ],
    'google_compute_firewall.six-by-its-own-measure': [
      { ...OUT, destination_ranges: ['2001:db8::/31'] },
      'destination_ranges',
    ],
    'google_compute_network_firewall_policy_rule.country': [
      policy({ dest_region_codes: ['US'] }),
      'match.dest_region_codes',
    ],
    'google_compute_network_firewall_policy_rule.all': [
      policy({ dest_ip_ranges: ['0.0.0.0/0'] }),
      'match.dest_ip_ranges',
    ],
    'google_compute_network_firewall_policy_rule.silent': [policy({}), 'match.dest_ip_ranges'],
  },
  accepts: {
    'google_compute_firewall.own': { ...OUT, destination_ranges: ['10.64.0.0/20'], description: 'databases' },
    'google_compute_firewall.one': { ...OUT, allow: { protocol: 'tcp' }, destination_ranges: '199.36.153.4/30' },
    'google_compute_firewall.owner': { ...OUT, destination_ranges: ['34.1.0.0/16'] },
    'google_compute_firewall.owner-of-six': { ...OUT, destination_ranges: ['2001:db8::/32'] },
    'google_compute_network_firewall_policy_rule.names': policy({ dest_fqdns: ['api.example'] }),
  },
  ignores: {
    'google_compute_firewall.in': { allow: [{ protocol: 'tcp' }], source_ranges: ['0.0.0.0/0'] },
    'google_compute_firewall.denied': { direction: 'EGRESS', deny: [{ protocol: 'all' }] },
    'google_compute_firewall.off': { ...OUT, disabled: true },
  },
  unknown: {
    'google_compute_firewall.ranges': { ...OUT, destination_ranges: '${var.ranges}' },
    'google_compute_firewall.one': { ...OUT, destination_ranges: ['${var.range}'] },
    'google_compute_firewall.direction': { ...OUT, direction: '${var.direction}' },
    'google_compute_network_firewall_policy_rule.group': policy({ dest_address_groups: ['offices'] }),
  },
});
