import { itJudges, OfType } from '../../../test/rule-cases';
import { viewStandardSql } from './view-standard-sql';

const view = (more: Record<string, boolean | string>) => ({ view: [{ query: 'select 1', ...more }] });

itJudges(viewStandardSql, {
  type: 'google_bigquery_table',
  reports: {
    'the default of the provider': [view({}), 'view.use_legacy_sql'],
    'the older language': [view({ use_legacy_sql: true }), 'view.use_legacy_sql'],
  },
  accepts: { GoogleSQL: view({ use_legacy_sql: false }), 'the same as text': view({ use_legacy_sql: 'false' }) },
  ignores: { 'a table': { schema: '[]' }, 'another type': new OfType('google_bigquery_dataset', {}) },
  unknown: { 'a computed value': view({ use_legacy_sql: '${var.legacy}' }) },
});
