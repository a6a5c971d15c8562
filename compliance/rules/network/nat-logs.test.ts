import { itJudges } from '../../../test/rule-cases';
import { natLogs } from './nat-logs';

itJudges(natLogs, {
  reports: {
    'google_compute_router_nat.silent': [{ name: 'n' }, 'log_config.enable'],
    'google_compute_router_nat.off': [{ log_config: { enable: false, filter: 'ALL' } }, 'log_config.enable'],
    'google_compute_router_nat.errors': [
      { log_config: [{ enable: true, filter: 'ERRORS_ONLY' }] },
      'log_config.filter',
    ],
  },
  accepts: {
    'google_compute_router_nat.all': { log_config: [{ enable: true, filter: 'ALL' }] },
    'google_compute_router_nat.translations': { log_config: { enable: 'true', filter: 'TRANSLATIONS_ONLY' } },
  },
  ignores: { 'google_compute_router.r': {} },
  unknown: { 'google_compute_router_nat.variable': { log_config: { enable: '${var.on}', filter: 'ALL' } } },
});
