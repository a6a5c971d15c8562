import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceFlags } from './instance-flags';

const instance = (database_version: string, flags: Record<string, string>) => ({
  database_version,
  settings: { database_flags: Object.entries(flags).map(([name, value]) => ({ name, value })) },
});
const mysql = { local_infile: 'off', skip_show_database: 'on' };
const postgres = { log_connections: 'on', log_disconnections: 'on', 'cloudsql.enable_pgaudit': 'on' };
const sqlserver = {
  'contained database authentication': 'off',
  'cross db ownership chaining': 'off',
  'remote access': 'off',
};
const at = (...names: string[]) => names.map((name) => `settings.database_flags.${name}`);

itJudges(instanceFlags, {
  type: 'google_sql_database_instance',
  reports: {
    'MySQL that says nothing': [{ database_version: 'MYSQL_8_4' }, ...at('local_infile', 'skip_show_database')],
    'MySQL that loads files': [instance('MYSQL_8_4', { ...mysql, local_infile: 'on' }), ...at('local_infile')],
    'MySQL with old TLS and a log of every statement': [
      instance('MYSQL_8_0', { ...mysql, tls_version: 'TLSv1.1,TLSv1.2', general_log: 'on' }),
      ...at('general_log', 'tls_version'),
    ],
    'PostgreSQL that records nothing': [
      instance('POSTGRES_16', { log_connections: 'off' }),
      ...at('log_connections', 'log_disconnections', 'cloudsql.enable_pgaudit'),
    ],
    'SQL Server whose databases trust each other': [
      instance('SQLSERVER_2022_STANDARD', { ...sqlserver, 'cross db ownership chaining': 'on' }),
      ...at('cross db ownership chaining'),
    ],
  },
  accepts: {
    MySQL: instance('MYSQL_8_4', mysql),
    'MySQL with other flags, in other letters': instance('MYSQL_8_4', {
      local_infile: 'OFF',
      skip_show_database: '1',
      tls_version: 'TLSv1.2,TLSv1.3',
      max_connections: '500',
    }),
    PostgreSQL: instance('POSTGRES_16', { ...postgres, log_statement: 'ddl' }),
    'SQL Server': instance('SQLSERVER_2022_STANDARD', sqlserver),
  },
  ignores: { 'another type': new OfType('google_sql_user', {}) },
  unknown: {
    'a computed engine': { database_version: '${var.engine}' },
    'a computed name': { ...instance('MYSQL_8_4', { '${var.flag}': 'on' }) },
    'a computed value': instance('MYSQL_8_4', { ...mysql, local_infile: '${var.infile}' }),
  },
});
