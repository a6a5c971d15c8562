import { itJudges, OfType } from '../../../test/rule-cases';
import { dataStageLabel } from './stage-label';

itJudges(dataStageLabel, {
  type: 'google_storage_bucket',
  beside: {
    google_storage_bucket: {
      a: { labels: { stage: 'prod' } },
      b: { labels: { stage: 'prod' } },
      c: {},
      dev: { project: 'q', labels: { stage: 'dev' } },
    },
  },
  reports: {
    'a bucket that says dev': [{ labels: { stage: 'dev' } }, 'labels.stage'],
    'a database that says test': [
      new OfType('google_sql_database_instance', { settings: [{ user_labels: { stage: 'test' } }] }),
      'settings.user_labels.stage',
    ],
    'a key that says dev': [new OfType('google_kms_crypto_key', { labels: { stage: 'dev' } }), 'labels.stage'],
  },
  accepts: { production: { labels: { stage: 'prod', a: 'b' } }, 'what says nothing': {} },
  ignores: {
    'development among its own': { project: 'q', labels: { stage: 'dev' } },
    'another type': new OfType('google_compute_route', {}),
  },
  unknown: {},
});
