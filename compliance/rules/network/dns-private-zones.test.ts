import { itJudges } from '../../../test/rule-cases';
import { dnsPrivateZones } from './dns-private-zones';

const NETWORKS = { private_visibility_config: { networks: [{ network_url: 'n' }] } };

itJudges(dnsPrivateZones, {
  reports: {
    'google_dns_managed_zone.silent': [{ dns_name: 'x.example.' }, 'visibility'],
    'google_dns_managed_zone.public': [{ visibility: 'public', ...NETWORKS }, 'visibility'],
    'google_dns_managed_zone.nobody': [{ visibility: 'private' }, 'private_visibility_config'],
    'google_dns_managed_zone.empty': [
      { visibility: 'private', private_visibility_config: [{ networks: [] }] },
      'private_visibility_config',
    ],
  },
  accepts: {
    'google_dns_managed_zone.object': { visibility: 'private', ...NETWORKS, labels: { a: 'b' } },
    'google_dns_managed_zone.list': {
      visibility: 'private',
      private_visibility_config: [{ networks: { network_url: '${google_compute_network.n.id}' } }],
    },
  },
  ignores: { 'google_dns_record_set.r': {} },
  unknown: { 'google_dns_managed_zone.variable': { visibility: '${var.visibility}' } },
});
