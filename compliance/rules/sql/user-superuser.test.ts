import { itJudges, OfType } from '../../../test/rule-cases';
import { userSuperuser } from './user-superuser';

itJudges(userSuperuser, {
  type: 'google_sql_user',
  reports: {
    'the account that every MySQL has': [{ name: 'root', host: '10.0.0.1' }, 'name'],
    'a role that may do everything': [
      { name: 'a@p.iam', type: 'CLOUD_IAM_SERVICE_ACCOUNT', database_roles: ['reader', 'cloudsqlsuperuser'] },
      'database_roles',
    ],
  },
  accepts: {
    'an account without roles': { name: 'a@p.iam', type: 'CLOUD_IAM_SERVICE_ACCOUNT' },
    'a role for reading': { name: 'a@p.iam', type: 'CLOUD_IAM_SERVICE_ACCOUNT', database_roles: ['reader'] },
    'a name with a part of another': { name: 'postgres_reader' },
  },
  ignores: { 'another type': new OfType('google_sql_database', {}) },
  unknown: { 'computed roles': { name: 'a@p.iam', database_roles: '${var.roles}' } },
});
