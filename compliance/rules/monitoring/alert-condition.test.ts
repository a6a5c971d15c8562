import { itJudges } from '../../../test/rule-cases';
import { alertCondition } from './alert-condition';

const SOUND = {
  filter: 'metric.type="x"',
  comparison: 'COMPARISON_LT',
  threshold_value: 1,
  duration: '60s',
  evaluation_missing_data: 'EVALUATION_MISSING_DATA_ACTIVE',
  aggregations: [{ alignment_period: '300s' }],
};
const threshold = (change: object) => ({ conditions: [{ condition_threshold: { ...SOUND, ...change } }] });
const at = (name: string) => `conditions.condition_threshold.${name}`;

itJudges(alertCondition, {
  reports: {
    'google_monitoring_alert_policy.none': [{ conditions: [] }, 'conditions'],
    'google_monitoring_alert_policy.log': [
      { conditions: { condition_matched_log: { filter: '' } } },
      'conditions.condition_matched_log.filter',
    ],
    'google_monitoring_alert_policy.filter': [threshold({ filter: '' }), at('filter')],
    'google_monitoring_alert_policy.late': [threshold({ duration: '90000s' }), at('duration')],
    'google_monitoring_alert_policy.wide': [
      threshold({ aggregations: { alignment_period: '900000s' } }),
      at('aggregations.alignment_period'),
    ],
    'google_monitoring_alert_policy.never': [threshold({ threshold_value: 0 }), at('threshold_value')],
    'google_monitoring_alert_policy.silence': [
      threshold({ evaluation_missing_data: 'EVALUATION_MISSING_DATA_INACTIVE' }),
      at('evaluation_missing_data'),
    ],
  },
  accepts: {
    'google_monitoring_alert_policy.threshold': { ...threshold({}), display_name: 'new' },
    'google_monitoring_alert_policy.log': { conditions: [{ condition_matched_log: [{ filter: 'severity>=ERROR' }] }] },
    'google_monitoring_alert_policy.above': threshold({ comparison: 'COMPARISON_GT', threshold_value: 0 }),
  },
  ignores: { 'google_monitoring_dashboard.d': {} },
  unknown: { 'google_monitoring_alert_policy.variable': { conditions: '${var.conditions}' } },
});
