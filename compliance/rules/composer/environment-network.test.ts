import { itJudges } from '../../../test/rule-cases';
import { environmentNetwork } from './environment-network';

const nodes = (node_config: object) => ({ config: { node_config: { ...node_config } } });

itJudges(environmentNetwork, {
  reports: {
    'google_composer_environment.silent': [{ config: {} }, 'config.node_config.subnetwork'],
    'google_composer_environment.default': [
      nodes({ network: 'global/networks/default' }),
      'config.node_config.network',
    ],
  },
  accepts: {
    'google_composer_environment.subnet': { ...nodes({ network: 'n', subnetwork: 's' }), labels: { a: 'b' } },
    'google_composer_environment.reference': nodes({ subnetwork: '${google_compute_subnetwork.s.id}' }),
    'google_composer_environment.attachment': nodes({ composer_network_attachment: 'a' }),
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_composer_environment.variable': { config: { node_config: '${var.nodes}' } } },
});
