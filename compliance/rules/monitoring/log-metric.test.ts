import { itJudges } from '../../../test/rule-cases';
import { logMetric } from './log-metric';

itJudges(logMetric, {
  reports: {
    'google_logging_metric.off': [{ filter: 'severity>=ERROR', disabled: true }, 'disabled'],
    'google_logging_metric.empty': [{ filter: '' }, 'filter'],
    'google_logging_metric.part': [{ filter: 'protoPayload.methodName:"CreateRole"' }, 'filter'],
  },
  accepts: {
    'google_logging_metric.errors': { filter: 'severity>=ERROR', description: 'new' },
    'google_logging_metric.roles': { filter: 'methodName:"CreateRole" OR methodName:"UpdateRole"', disabled: false },
  },
  ignores: { 'google_monitoring_dashboard.d': {} },
  unknown: { 'google_logging_metric.variable': { filter: '${var.filter}' } },
});
