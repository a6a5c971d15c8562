import { itJudges, placed } from '../../../test/rule-cases';
import { serviceAccessReserved } from './service-access-reserved';

itJudges(serviceAccessReserved, {
  beside: placed({
    'google_compute_global_address.services': { name: 'services', purpose: 'VPC_PEERING' },
    'google_compute_global_address.balancer': { name: 'balancer' },
  }),
  reports: {
    'google_service_networking_connection.silent': [{}, 'reserved_peering_ranges'],
    'google_service_networking_connection.none': [{ reserved_peering_ranges: [] }, 'reserved_peering_ranges'],
    'google_service_networking_connection.other': [
      { reserved_peering_ranges: ['${google_compute_global_address.balancer.name}'] },
      'reserved_peering_ranges',
    ],
  },
  accepts: {
    'google_service_networking_connection.reserved': {
      reserved_peering_ranges: ['${google_compute_global_address.services.name}'],
      deletion_policy: 'ABANDON',
    },
    'google_service_networking_connection.by_name': { reserved_peering_ranges: ['services'] },
  },
  ignores: { 'google_compute_network.n': {} },
  unknown: { 'google_service_networking_connection.variable': { reserved_peering_ranges: ['${var.range}'] } },
});
