import { itJudges, OfType } from '../../../test/rule-cases';
import { databaseDeletionPolicy } from './database-deletion-policy';

itJudges(databaseDeletionPolicy, {
  type: 'google_sql_database',
  beside: {
    google_sql_database_instance: {
      prod: { name: 'prod' },
      dev: { name: 'dev', settings: { user_labels: { stage: 'dev' } } },
    },
  },
  reports: {
    'the default': [{ name: 'emr', instance: '${google_sql_database_instance.prod.name}' }, 'deletion_policy'],
    'a schema that goes, of an instance elsewhere': [
      { name: 'emr', instance: 'elsewhere', deletion_policy: 'DELETE' },
      'deletion_policy',
    ],
  },
  accepts: {
    'a schema that stays': { name: 'emr', instance: 'prod', deletion_policy: 'ABANDON', charset: 'utf8mb4' },
    'a lock of Terraform': { name: 'emr', instance: 'prod', lifecycle: { prevent_destroy: true } },
  },
  ignores: {
    'a stage before production': { name: 'emr', instance: 'dev' },
    'another type': new OfType('google_sql_user', {}),
  },
  unknown: { 'a computed policy': { name: 'emr', instance: 'prod', deletion_policy: '${var.policy}' } },
});
