import { itJudges, OfType } from '../../../test/rule-cases';
import { metricCounts } from './metric-counts';

itJudges(metricCounts, {
  type: 'google_logging_metric',
  reports: {
    'one that is switched off': [{ filter: 'severity>=ERROR', disabled: true }, 'disabled'],
    'one without a filter': [{ filter: '' }, 'filter'],
  },
  accepts: { 'one with a filter': { filter: 'severity>=ERROR', description: 'Errors', disabled: false } },
  ignores: { 'another type': new OfType('google_logging_project_sink', {}) },
  cannotTell: { 'a computed filter': { filter: '${var.filter}' } },
});
