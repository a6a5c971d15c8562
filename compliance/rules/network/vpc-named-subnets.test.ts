import { itJudges } from '../../../test/rule-cases';
import { vpcNamedSubnets } from './vpc-named-subnets';

itJudges(vpcNamedSubnets, {
  reports: {
    'google_compute_network.silent': [{ name: 'n' }, 'auto_create_subnetworks'],
    'google_compute_network.automatic': [{ auto_create_subnetworks: true }, 'auto_create_subnetworks'],
  },
  accepts: { 'google_compute_network.own': { auto_create_subnetworks: false, description: 'new', mtu: 1460 } },
  ignores: { 'google_compute_subnetwork.s': {} },
  unknown: { 'google_compute_network.variable': { auto_create_subnetworks: '${var.automatic}' } },
});
