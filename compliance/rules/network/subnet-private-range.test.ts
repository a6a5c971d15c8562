import { itJudges } from '../../../test/rule-cases';
import { subnetPrivateRange } from './subnet-private-range';

const PRIVATE = { ip_cidr_range: '10.64.0.0/20' };

itJudges(subnetPrivateRange, {
  reports: {
    'google_compute_subnetwork.public': [{ ip_cidr_range: '34.1.0.0/20' }, 'ip_cidr_range'],
    'google_compute_subnetwork.all': [{ ip_cidr_range: '0.0.0.0/0' }, 'ip_cidr_range'],
    'google_compute_subnetwork.pods': [
      { ...PRIVATE, secondary_ip_range: [{ range_name: 'pods', ip_cidr_range: '8.8.0.0/16' }] },
      'secondary_ip_range.ip_cidr_range',
    ],
    'google_compute_subnetwork.six': [{ ...PRIVATE, ipv6_access_type: 'EXTERNAL' }, 'ipv6_access_type'],
  },
  accepts: {
    'google_compute_subnetwork.private': { ...PRIVATE, description: 'new' },
    'google_compute_subnetwork.shared': { ip_cidr_range: '100.64.0.0/16', secondary_ip_range: [] },
    'google_compute_subnetwork.six': { ...PRIVATE, stack_type: 'IPV4_IPV6', ipv6_access_type: 'INTERNAL' },
  },
  ignores: { 'google_compute_network.n': {} },
  unknown: { 'google_compute_subnetwork.variable': { ip_cidr_range: '${var.range}' } },
});
