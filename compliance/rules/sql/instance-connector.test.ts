import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceConnector } from './instance-connector';

itJudges(instanceConnector, {
  type: 'google_sql_database_instance',
  reports: {
    'an instance that says nothing': [{}, 'settings.connector_enforcement'],
    'connectors that are not needed': [
      { settings: [{ connector_enforcement: 'NOT_REQUIRED' }] },
      'settings.connector_enforcement',
    ],
  },
  accepts: { 'connectors only': { settings: { connector_enforcement: 'REQUIRED', user_labels: { a: 'b' } } } },
  ignores: { 'another type': new OfType('google_sql_user', {}) },
  unknown: { 'a computed value': { settings: { connector_enforcement: '${var.connector}' } } },
});
