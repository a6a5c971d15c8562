import { judged } from '../../../test/judged';
import { denyByDefault } from './deny-by-default';

const NETWORK = { google_compute_network: { n: { name: 'n' } } };
const REFUSES = {
  network: '${google_compute_network.n.id}',
  direction: 'EGRESS',
  deny: [{ protocol: 'all' }],
  destination_ranges: ['0.0.0.0/0'],
  priority: 65000,
};
const withRule = (change: object, options = {}) =>
  judged(denyByDefault, { ...NETWORK, google_compute_firewall: { f: { ...REFUSES, ...change } } }, options);

it('names the network when nothing refuses what goes out', () => {
  expect(judged(denyByDefault, NETWORK).defects).toEqual({ 'google_compute_network.n': ['name'] });
});

it.each([
  ['is narrowed', { destination_ranges: ['10.0.0.0/8'] }],
  ['is for some protocols', { deny: [{ protocol: 'tcp' }] }],
  ['is for some machines', { target_tags: ['a'] }],
  ['is turned', { direction: 'INGRESS' }],
  ['is disabled', { disabled: true }],
  ['refuses nothing', { deny: [] }],
  ['allows', { deny: [], allow: [{ protocol: 'all' }] }],
])('names the rule that was meant to refuse when it %s', (_, change) => {
  expect(withRule(change).defects).toEqual({ 'google_compute_firewall.f': ['deny'] });
});

it.each([
  ['as it is', {}],
  ['by the name of the network', { network: 'projects/p/global/networks/n', description: 'new' }],
  ['without destinations', { destination_ranges: undefined, deny: { protocol: 'all' } }],
])('accepts a rule that refuses the rest, %s', (_, change) => {
  expect(withRule(JSON.parse(JSON.stringify(change)) as object)).toEqual({ checked: 1, defects: {}, unknown: [] });
});

it('names the network where the only rule that refuses is about what comes in', () => {
  const { destination_ranges, ...rest } = REFUSES;
  const ingress = { ...rest, direction: 'INGRESS', source_ranges: destination_ranges };
  expect(judged(denyByDefault, { ...NETWORK, google_compute_firewall: { f: ingress } }).defects).toEqual({
    'google_compute_network.n': ['name'],
  });
});

describe('by the width of what is denied, not by its form', () => {
  const deny = (...ranges: string[]) => ({ ...REFUSES, destination_ranges: ranges });
  const SIX = { google_compute_subnetwork: { s: { network: REFUSES.network, stack_type: 'IPV4_IPV6' } } };
  const of = (firewalls: Record<string, object>, beside = {}) =>
    judged(denyByDefault, {
      ...NETWORK,
      ...beside,
      google_compute_firewall: firewalls as Record<string, typeof REFUSES>,
    });

  it('accepts halves, in one rule or in two', () => {
    expect(of({ f: deny('0.0.0.0/1', '128.0.0.0/1') }).defects).toEqual({});
    expect(of({ f: deny('0.0.0.0/1'), g: deny('128.0.0.0/1') }).defects).toEqual({});
    expect(of({ f: deny('0.0.0.0/1') }).defects).toEqual({ 'google_compute_firewall.f': ['deny'] });
  });

  it('reports a network of which only IPv6 is denied', () => {
    expect(of({ f: deny('::/0') }).defects).toEqual({ 'google_compute_firewall.f': ['deny'] });
  });

  it('asks for a rule of IPv6 where a subnet has addresses of it', () => {
    expect(of({ f: deny('0.0.0.0/0') }, SIX).defects).toEqual({ 'google_compute_firewall.f': ['deny'] });
    expect(of({ f: { ...REFUSES, destination_ranges: [] } }, SIX).defects).toEqual({
      'google_compute_firewall.f': ['deny'],
    });
    expect(of({ f: deny('0.0.0.0/0'), g: deny('::/0') }, SIX).defects).toEqual({});
    const open = { google_compute_subnetwork: { s: { network: REFUSES.network, stack_type: '${var.stack}' } } };
    expect(of({ f: deny('0.0.0.0/0') }, open).unknown).toEqual(['google_compute_network.n']);
  });
});

it('accepts one in a policy', () => {
  const rule = {
    action: 'deny',
    direction: 'EGRESS',
    match: { dest_ip_ranges: ['0.0.0.0/0'], layer4_configs: [{ ip_protocol: 'all' }] },
  };
  expect(
    judged(denyByDefault, { ...NETWORK, google_compute_network_firewall_policy_rule: { r: rule } }).defects,
  ).toEqual({});
});

it('is not about an environment without a network, and answers unknown for a part of one', () => {
  expect(judged(denyByDefault, { google_compute_firewall: { f: REFUSES } }).checked).toBe(0);
  expect(judged(denyByDefault, NETWORK, { complete: false }).unknown).toEqual(['google_compute_network.n']);
  expect(withRule({ disabled: '${var.off}' }).unknown).toEqual(['google_compute_network.n']);
});
