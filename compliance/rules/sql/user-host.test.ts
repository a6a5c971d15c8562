import { itJudges, OfType } from '../../../test/rule-cases';
import { userHost } from './user-host';

itJudges(userHost, {
  type: 'google_sql_user',
  beside: {
    google_sql_database_instance: {
      pg: { name: 'pg', database_version: 'POSTGRES_16' },
      my: { name: 'my', database_version: 'MYSQL_8_4' },
    },
  },
  reports: {
    'no host': [{ name: 'app', instance: '${google_sql_database_instance.my.name}' }, 'host'],
    'any host': [{ name: 'app', type: 'BUILT_IN', host: '%', instance: 'elsewhere' }, 'host'],
    'any host of a domain': [{ name: 'app', host: '%.example', instance: 'my' }, 'host'],
  },
  accepts: { 'a range': { name: 'app', host: '10.1.0.0/255.255.0.0', instance: 'my' } },
  ignores: {
    'an account of Google': { name: 'a@p.iam', type: 'CLOUD_IAM_SERVICE_ACCOUNT' },
    'another engine': { name: 'app', instance: 'pg' },
    'another type': new OfType('google_sql_database', {}),
  },
  unknown: {
    'a computed host': { name: 'app', host: '${var.host}', instance: 'my' },
    'a computed type': { name: 'app', type: '${var.type}' },
  },
});
