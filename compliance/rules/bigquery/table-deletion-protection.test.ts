import { itJudges, OfType } from '../../../test/rule-cases';
import { tableDeletionProtection } from './table-deletion-protection';

itJudges(tableDeletionProtection, {
  type: 'google_bigquery_table',
  reports: {
    'a table that may go': [{ deletion_protection: false }, 'deletion_protection'],
    'the same as text': [{ deletion_protection: 'false', labels: { stage: 'prod' } }, 'deletion_protection'],
  },
  accepts: { true: { deletion_protection: true, labels: { a: 'b' } }, 'the default': {} },
  ignores: {
    'a view': { deletion_protection: false, view: [{ query: 'select 1' }] },
    'a stage before production': { deletion_protection: false, labels: { stage: 'test' } },
    'another type': new OfType('google_bigquery_dataset', {}),
  },
  unknown: { 'a computed value': { deletion_protection: '${var.protect}' } },
});
