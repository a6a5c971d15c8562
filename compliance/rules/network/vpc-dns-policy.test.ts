import { judged } from '../../../test/judged';
import type { Json } from '../../arguments/attribute';
import { vpcDnsPolicy } from './vpc-dns-policy';

const NETWORK = { google_compute_network: { n: { name: 'rcm' } } };
const withPolicy = (networks: Json, options = {}) =>
  judged(vpcDnsPolicy, { ...NETWORK, google_dns_policy: { p: { networks } } }, options);

it('names a network that no policy names', () => {
  expect(judged(vpcDnsPolicy, NETWORK).defects).toEqual({ 'google_compute_network.n': ['name'] });
  expect(withPolicy([{ network_url: 'projects/p/global/networks/other' }]).defects).toEqual({
    'google_compute_network.n': ['name'],
  });
});

it.each([
  ['by reference', [{ network_url: '${google_compute_network.n.id}' }]],
  ['by name, as one block', { network_url: 'projects/p/global/networks/rcm' }],
  ['with a policy more', [{ network_url: '${google_compute_network.n.id}' }, { network_url: 'other' }]],
])('accepts a network that one names: %s', (_, networks) => {
  expect(withPolicy(networks)).toEqual({ checked: 1, defects: {}, unknown: [] });
});

it('is not about an environment without a network of its own, and does not know what is computed or elsewhere', () => {
  expect(judged(vpcDnsPolicy, {}).checked).toBe(0);
  expect(withPolicy([{ network_url: '${var.network}' }]).unknown).toEqual(['google_compute_network.n']);
  expect(judged(vpcDnsPolicy, NETWORK, { complete: false }).unknown).toEqual(['google_compute_network.n']);
});
