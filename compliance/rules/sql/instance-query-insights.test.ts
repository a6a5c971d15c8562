import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceQueryInsights } from './instance-query-insights';

const insights = 'settings.insights_config.query_insights_enabled';
const client = 'settings.insights_config.record_client_address';

itJudges(instanceQueryInsights, {
  type: 'google_sql_database_instance',
  reports: {
    'an instance that says nothing': [{}, insights, client],
    'statements without a client': [
      { settings: [{ insights_config: [{ query_insights_enabled: true, record_client_address: false }] }] },
      client,
    ],
  },
  accepts: {
    'both, with labels and longer texts': {
      settings: {
        user_labels: { a: 'b' },
        insights_config: { query_insights_enabled: true, record_client_address: 'true', query_string_length: 4500 },
      },
    },
  },
  ignores: { 'another type': new OfType('google_sql_user', {}) },
  unknown: {
    'a computed value': {
      settings: { insights_config: { query_insights_enabled: '${var.on}', record_client_address: true } },
    },
  },
});
