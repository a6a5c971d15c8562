import { itJudges } from '../../../test/rule-cases';
import { natNamedSubnets } from './nat-named-subnets';

const WHICH = 'source_subnetwork_ip_ranges_to_nat';

itJudges(natNamedSubnets, {
  reports: {
    'google_compute_router_nat.silent': [{ name: 'n' }, WHICH],
    'google_compute_router_nat.all': [{ [WHICH]: 'ALL_SUBNETWORKS_ALL_IP_RANGES' }, WHICH],
    'google_compute_router_nat.none': [{ [WHICH]: 'LIST_OF_SUBNETWORKS' }, 'subnetwork'],
  },
  accepts: {
    'google_compute_router_nat.list': { [WHICH]: 'LIST_OF_SUBNETWORKS', subnetwork: [{ name: 's' }] },
    'google_compute_router_nat.object': {
      [WHICH]: 'LIST_OF_SUBNETWORKS',
      subnetwork: { name: 's' },
      min_ports_per_vm: 64,
    },
  },
  ignores: { 'google_compute_router.r': {} },
  unknown: { 'google_compute_router_nat.variable': { [WHICH]: '${var.which}' } },
});
