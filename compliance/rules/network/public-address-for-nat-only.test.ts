import { judged } from '../../../test/judged';
import { itJudges, placed } from '../../../test/rule-cases';
import { publicAddressForNatOnly } from './public-address-for-nat-only';

itJudges(publicAddressForNatOnly, {
  beside: placed({
    'google_compute_router_nat.n': {
      nat_ips: ['${google_compute_address.nat.self_link}', 'projects/p/regions/r/addresses/named'],
    },
  }),
  reports: {
    'google_compute_address.silent': [{ name: 'a' }, 'address_type'],
    'google_compute_address.external': [{ name: 'a', address_type: 'EXTERNAL' }, 'address_type'],
    'google_compute_global_address.silent': [{ name: 'a' }, 'address_type'],
  },
  accepts: {
    'google_compute_address.nat': { name: 'x', address_type: 'EXTERNAL', labels: { a: 'b' } },
    'google_compute_address.by_name': { name: 'named' },
    'google_compute_address.inside': { name: 'a', address_type: 'INTERNAL' },
    'google_compute_global_address.services': { address_type: 'INTERNAL', purpose: 'VPC_PEERING' },
  },
  ignores: { 'google_compute_router.r': {} },
  unknown: { 'google_compute_address.variable': { address_type: '${var.type}' } },
});

it('does not know which addresses are used when the list is computed', () => {
  const nat = { google_compute_router_nat: { n: { nat_ips: '${var.addresses}' } } };
  expect(judged(publicAddressForNatOnly, { ...nat, google_compute_address: { a: { name: 'a' } } }).unknown).toEqual([
    'google_compute_address.a',
  ]);
});
