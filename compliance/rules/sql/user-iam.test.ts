import { itJudges, OfType } from '../../../test/rule-cases';
import { userIam } from './user-iam';

itJudges(userIam, {
  type: 'google_sql_user',
  reports: {
    'a name with a password, the default': [{ name: 'app' }, 'type'],
    'the same in words': [{ name: 'app', type: 'BUILT_IN' }, 'type'],
    'an emptied type': [{ name: 'app', type: '' }, 'type'],
  },
  accepts: {
    'a service account': { name: 'a@p.iam', type: 'CLOUD_IAM_SERVICE_ACCOUNT' },
    'a group': { name: 'g@b.example', type: 'CLOUD_IAM_GROUP', deletion_policy: 'ABANDON' },
  },
  ignores: { 'another type': new OfType('google_sql_database', {}) },
  unknown: { 'a computed type': { name: 'app', type: '${var.type}' } },
});
