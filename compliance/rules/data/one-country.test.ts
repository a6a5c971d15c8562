import { itJudges, OfType } from '../../../test/rule-cases';
import { dataOneCountry } from './one-country';

itJudges(dataOneCountry, {
  type: 'google_storage_bucket',
  beside: {
    google_bigquery_dataset: { a: { location: 'US' }, b: { location: 'us-central1' }, c: { location: 'us-east1' } },
  },
  reports: {
    'a bucket elsewhere': [{ location: 'EUROPE-WEST1' }, 'location'],
    'a bucket in a neighbouring country': [{ location: 'northamerica-northeast1' }, 'location'],
    'a place of several regions elsewhere': [{ location: 'EU' }, 'location'],
    'a log bucket that is anywhere': [
      new OfType('google_logging_project_bucket_config', { location: 'global' }),
      'location',
    ],
    'backups elsewhere': [
      new OfType('google_sql_database_instance', {
        region: 'us-central1',
        settings: [{ backup_configuration: [{ location: 'eu' }] }],
      }),
      'settings.backup_configuration.location',
    ],
    'one of two replicas elsewhere': [
      new OfType('google_secret_manager_secret', {
        replication: { user_managed: { replicas: [{ location: 'us-east1' }, { location: 'asia-south1' }] } },
      }),
      'replication.user_managed.replicas.location',
    ],
  },
  accepts: {
    'a region of the same country': { location: 'us-west4', labels: { a: 'b' } },
    'two regions of it': { location: 'NAM4' },
    'a database': new OfType('google_sql_database_instance', { region: 'us-central1' }),
    'an only bucket of another project': { project: 'q', location: 'europe-west1' },
  },
  ignores: {
    'a secret without named places': new OfType('google_secret_manager_secret', { replication: { auto: {} } }),
    'another type': new OfType('google_compute_route', {}),
  },
  unknown: { 'a computed place': { location: '${var.region}' } },
});
