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
const QUARTERS = ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'];

it('measures a large part of the internet in any number of ranges, of IPv6 too, and whole countries', () => {
  const from = (source_ranges: string[]) => ({ allow: [{ protocol: 'tcp', ports: ['22'] }], source_ranges });
  const policy = (match: object) => ({ action: 'allow', direction: 'INGRESS', match: { ...match } });
  const { defects, unknown } = judged(firewallNoOpenIngress, {
    google_compute_firewall: {
      quarter: from(QUARTERS),
      half: from(['0.0.0.0/1', '128.0.0.0/1']),
      long: from(['0.0.0.0/00']),
      used: from(['2000::/3']),
      six: from(['2001:db8::/31']),
      two: from(['8.8.0.0/16', '8.9.0.0/16']),
      owner: from(['8.8.0.0/16', '2001:db8::/32']),
    },
    google_compute_network_firewall_policy_rule: {
      quarter: policy({ src_ip_ranges: QUARTERS }),
      country: policy({ src_region_codes: ['US'] }),
      silent: policy({}),
      group: policy({ src_address_groups: ['projects/p/locations/global/addressGroups/offices'] }),
      names: policy({ src_fqdns: ['vpn.sunrise.example'] }),
    },
  });
  const classic = ['quarter', 'half', 'long', 'used', 'six', 'two'].map((name) => [
    `google_compute_firewall.${name}`,
    ['source_ranges'],
  ]);
  expect(defects).toEqual({
    ...Object.fromEntries(classic),
    'google_compute_network_firewall_policy_rule.quarter': ['match.src_ip_ranges'],
    'google_compute_network_firewall_policy_rule.country': ['match.src_region_codes'],
    'google_compute_network_firewall_policy_rule.silent': ['match.src_ip_ranges'],
  });
  expect(unknown).toEqual(['google_compute_network_firewall_policy_rule.group']);
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
