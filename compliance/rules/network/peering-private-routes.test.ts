import { itJudges } from '../../../test/rule-cases';
import { peeringPrivateRoutes } from './peering-private-routes';

itJudges(peeringPrivateRoutes, {
  reports: {
    'google_compute_network_peering.silent': [{ name: 'p' }, 'export_subnet_routes_with_public_ip'],
    'google_compute_network_peering.imports': [
      { export_subnet_routes_with_public_ip: false, import_subnet_routes_with_public_ip: true },
      'import_subnet_routes_with_public_ip',
    ],
  },
  accepts: {
    'google_compute_network_peering.private': {
      export_subnet_routes_with_public_ip: false,
      export_custom_routes: true,
    },
  },
  ignores: { 'google_compute_network.n': {} },
  unknown: { 'google_compute_network_peering.variable': { export_subnet_routes_with_public_ip: '${var.public}' } },
});
