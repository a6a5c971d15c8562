import { itJudges, OfType } from '../../../test/rule-cases';
import { dataExpiration } from './data-expiration';

itJudges(dataExpiration, {
  type: 'google_bigquery_dataset',
  beside: { google_bigquery_dataset: { staging: { dataset_id: 'staging' }, gold: { dataset_id: 'gold' } } },
  reports: {
    'tables that go after a month': [
      { dataset_id: 'gold', default_table_expiration_ms: 2592000000 },
      'default_table_expiration_ms',
    ],
    'partitions that go after five years': [
      { dataset_id: 'gold', default_partition_expiration_ms: '157680000000' },
      'default_partition_expiration_ms',
    ],
    'days of a table that go': [
      new OfType('google_bigquery_table', {
        dataset_id: '${google_bigquery_dataset.gold.dataset_id}',
        time_partitioning: [{ type: 'DAY', expiration_ms: 86400000 }],
      }),
      'time_partitioning.expiration_ms',
    ],
    'a table that goes': [
      new OfType('google_bigquery_table', { dataset_id: 'gold', expiration_time: 1893456000000 }),
      'expiration_time',
    ],
  },
  accepts: {
    'a dataset that forgets nothing': { dataset_id: 'gold', labels: { a: 'b' } },
    'seven years': { dataset_id: 'gold', default_table_expiration_ms: 220752000000 },
    'a table that forgets nothing': new OfType('google_bigquery_table', {
      dataset_id: 'gold',
      time_partitioning: { type: 'DAY', expiration_ms: 0 },
    }),
  },
  ignores: {
    'rows on their way': { dataset_id: 'staging', default_table_expiration_ms: 86400000 },
    'a table of rows on their way': new OfType('google_bigquery_table', {
      dataset_id: '${google_bigquery_dataset.staging.dataset_id}',
      expiration_time: 1893456000000,
    }),
    'a stage before production': {
      dataset_id: 'gold',
      labels: { stage: 'dev' },
      default_table_expiration_ms: 86400000,
    },
    'another type': new OfType('google_bigquery_routine', {}),
  },
  unknown: { 'a computed value': { dataset_id: 'gold', default_table_expiration_ms: '${var.ms}' } },
});
