import { itJudges } from '../../../test/rule-cases';
import { subnetFlowLogDetail } from './subnet-flow-log-detail';

const log = (change: object) => ({ log_config: [{ ...change }] });

itJudges(subnetFlowLogDetail, {
  reports: {
    'google_compute_subnetwork.none': [log({ flow_sampling: 0 }), 'log_config.flow_sampling'],
    'google_compute_subnetwork.few': [log({ flow_sampling: 0.1 }), 'log_config.flow_sampling'],
    'google_compute_subnetwork.nameless': [log({ metadata: 'EXCLUDE_ALL_METADATA' }), 'log_config.metadata'],
    'google_compute_subnetwork.filtered': [log({ filter_expr: 'false' }), 'log_config.filter_expr'],
    'google_compute_subnetwork.coarse': [
      { log_config: { aggregation_interval: 'INTERVAL_15_MIN' } },
      'log_config.aggregation_interval',
    ],
  },
  accepts: {
    'google_compute_subnetwork.all': log({ flow_sampling: 1, metadata: 'INCLUDE_ALL_METADATA', filter_expr: 'true' }),
    'google_compute_subnetwork.defaults': { log_config: {}, description: 'new' },
    'google_compute_subnetwork.finer': log({ flow_sampling: '0.75', aggregation_interval: 'INTERVAL_5_SEC' }),
  },
  ignores: {
    'google_compute_subnetwork.silent': {},
    'google_compute_subnetwork.proxies': { ...log({ flow_sampling: 0 }), purpose: 'REGIONAL_MANAGED_PROXY' },
  },
  unknown: { 'google_compute_subnetwork.variable': log({ flow_sampling: '${var.sampling}' }) },
});
