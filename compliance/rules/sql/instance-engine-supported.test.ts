import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceEngineSupported } from './instance-engine-supported';

itJudges(instanceEngineSupported, {
  type: 'google_sql_database_instance',
  reports: {
    'MySQL 5.7': [{ database_version: 'MYSQL_5_7' }, 'database_version'],
    'MySQL 8.0, whose support ended in April 2026': [{ database_version: 'MYSQL_8_0_36' }, 'database_version'],
    'PostgreSQL 13': [{ database_version: 'POSTGRES_13' }, 'database_version'],
    'SQL Server 2017': [{ database_version: 'SQLSERVER_2017_STANDARD' }, 'database_version'],
    'no version': [{}, 'database_version'],
  },
  accepts: {
    'MySQL 8.4': { database_version: 'MYSQL_8_4', settings: { user_labels: { a: 'b' } } },
    'PostgreSQL 17': { database_version: 'POSTGRES_17' },
    'a version to come': { database_version: 'MYSQL_9_7' },
  },
  ignores: { 'another type': new OfType('google_sql_user', {}) },
  unknown: { 'a computed version': { database_version: '${var.engine}' } },
});
