import { judged } from '../../../test/judged';
import { firewallNoOpenIngress } from './firewall-no-open-ingress';

it('reports the internet, halves of it, IPv6 too, no source at all, and rules of policies', () => {
  expect(
    judged(firewallNoOpenIngress, {
      google_compute_firewall: {
        all: { allow: [{ protocol: 'tcp' }], source_ranges: ['10.0.0.0/8', '0.0.0.0/0'] },
        half: { allow: [{ protocol: 'tcp' }], direction: 'INGRESS', source_ranges: ['128.0.0.0/1'] },
        six: { allow: [{ protocol: 'tcp' }], source_ranges: ['::/0'] },
        silent: { allow: [{ protocol: 'tcp' }] },
      },
      google_compute_network_firewall_policy_rule: {
        policy: {
          action: 'allow',
          direction: 'INGRESS',
          match: { src_ip_ranges: ['0.0.0.0/0'], layer4_configs: [{ ip_protocol: 'tcp' }] },
        },
      },
    }),
  ).toEqual({
    checked: 5,
    defects: {
      'google_compute_firewall.all': ['source_ranges'],
      'google_compute_firewall.half': ['source_ranges'],
      'google_compute_firewall.six': ['source_ranges'],
      'google_compute_firewall.silent': ['source_ranges'],
      'google_compute_network_firewall_policy_rule.policy': ['match.src_ip_ranges'],
    },
    unknown: [],
  });
});
it('accepts named ranges, tags and accounts, having looked at them', () => {
  expect(
    judged(firewallNoOpenIngress, {
      google_compute_firewall: {
        ranges: { allow: [{ protocol: 'tcp' }], source_ranges: ['10.0.0.0/8', '35.191.0.0/16'] },
        tags: { allow: [{ protocol: 'tcp' }], source_tags: ['worker'] },
      },
      google_compute_network_firewall_policy_rule: {
        policy: { action: 'allow', direction: 'INGRESS', match: [{ src_ip_ranges: ['10.0.0.0/8'] }] },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('is not about what goes out, what is denied, and what is off', () => {
  expect(
    judged(firewallNoOpenIngress, {
      google_compute_firewall: {
        out: { allow: [{ protocol: 'tcp' }], direction: 'EGRESS', destination_ranges: ['0.0.0.0/0'] },
        denied: { deny: [{ protocol: 'all' }], source_ranges: ['0.0.0.0/0'] },
        off: { allow: [{ protocol: 'tcp' }], disabled: true, source_ranges: ['0.0.0.0/0'] },
      },
      google_compute_network_firewall_policy_rule: {
        denied: { action: 'deny', direction: 'INGRESS', match: { src_ip_ranges: ['0.0.0.0/0'] } },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(firewallNoOpenIngress, {
      google_compute_firewall: {
        ranges: { allow: [{ protocol: 'tcp' }], source_ranges: '${var.ranges}' },
        one: { allow: [{ protocol: 'tcp' }], source_ranges: ['${var.range}'] },
        direction: { allow: [{ protocol: 'tcp' }], direction: '${var.direction}', source_ranges: ['0.0.0.0/0'] },
      },
    }),
  ).toEqual({
    checked: 0,
    defects: {},
    unknown: ['google_compute_firewall.ranges', 'google_compute_firewall.one', 'google_compute_firewall.direction'],
  });
});
