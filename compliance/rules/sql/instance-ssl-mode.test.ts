import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceSslMode } from './instance-ssl-mode';

const at = 'settings.ip_configuration.ssl_mode';
const mode = (ssl_mode: string, database_version = 'MYSQL_8_4') => ({
  database_version,
  settings: { connector_enforcement: 'REQUIRED', ip_configuration: { ssl_mode } },
});

itJudges(instanceSslMode, {
  type: 'google_sql_database_instance',
  reports: {
    'an instance that says nothing, behind connectors': [{ settings: { connector_enforcement: 'REQUIRED' } }, at],
    'clear text': [mode('ALLOW_UNENCRYPTED_AND_ENCRYPTED'), at],
    'TLS without certificates': [mode('ENCRYPTED_ONLY'), at],
  },
  accepts: {
    'client certificates': mode('TRUSTED_CLIENT_CERTIFICATE_REQUIRED'),
    'TLS of SQL Server': mode('ENCRYPTED_ONLY', 'SQLSERVER_2022_STANDARD'),
  },
  ignores: { 'another type': new OfType('google_sql_user', {}) },
  unknown: { 'a computed mode': mode('${var.mode}') },
});
