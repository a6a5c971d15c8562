import { itJudges } from '../../../test/rule-cases';
import { environmentResilience } from './environment-resilience';

itJudges(environmentResilience, {
  reports: {
    'google_composer_environment.silent': [{ config: {} }, 'config.resilience_mode'],
    'google_composer_environment.standard': [
      { config: [{ resilience_mode: 'STANDARD_RESILIENCE' }] },
      'config.resilience_mode',
    ],
  },
  accepts: {
    'google_composer_environment.high': { config: { resilience_mode: 'HIGH_RESILIENCE' }, labels: { a: 'b' } },
  },
  ignores: { 'google_composer_environment.dev': { labels: { stage: 'dev' } } },
  unknown: { 'google_composer_environment.variable': { config: { resilience_mode: '${var.mode}' } } },
});
