import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceIamAuthentication } from './instance-iam-authentication';

const at = 'settings.database_flags';

itJudges(instanceIamAuthentication, {
  type: 'google_sql_database_instance',
  reports: {
    'MySQL without the flag': [{ database_version: 'MYSQL_8_4' }, at],
    'MySQL with the flag off': [
      {
        database_version: 'MYSQL_8_4',
        settings: { database_flags: { name: 'cloudsql_iam_authentication', value: 'off' } },
      },
      at,
    ],
    "PostgreSQL with MySQL's flag": [
      {
        database_version: 'POSTGRES_16',
        settings: [{ database_flags: [{ name: 'cloudsql_iam_authentication', value: 'on' }] }],
      },
      at,
    ],
  },
  accepts: {
    'MySQL, among other flags': {
      database_version: 'MYSQL_8_4',
      settings: {
        database_flags: [
          { name: 'slow_query_log', value: 'on' },
          { name: 'cloudsql_iam_authentication', value: 'on' },
        ],
      },
    },
    PostgreSQL: {
      database_version: 'POSTGRES_16',
      settings: [{ database_flags: [{ name: 'cloudsql.iam_authentication', value: 'On' }] }],
    },
  },
  ignores: {
    'SQL Server': { database_version: 'SQLSERVER_2022_STANDARD' },
    'another type': new OfType('google_sql_user', {}),
  },
  unknown: {
    'a computed engine': { database_version: '${var.engine}' },
    'flags from a list': { database_version: 'MYSQL_8_4', settings: { dynamic: { database_flags: {} } } },
    'a computed value': {
      database_version: 'MYSQL_8_4',
      settings: { database_flags: [{ name: 'cloudsql_iam_authentication', value: '${var.on}' }] },
    },
  },
});
