import { attribute } from '../../arguments/attribute';
import { engineOf } from '../../rule-parts/sql-instance';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const instanceSslMode: ResourceRule = {
  id: 'sql-instance-ssl-mode',
  title: 'Databases require client certificates',
  severity: 'low',
  controls: ['164.312(e)(2)(ii)', '164.312(d)'],
  why: "Connector enforcement is one setting that can be removed; the server's own mode stays.",
  fix: 'Set settings.ip_configuration.ssl_mode to TRUSTED_CLIENT_CERTIFICATE_REQUIRED.',
  resourceTypes: ['google_sql_database_instance'],
  check: ({ attributes }) =>
    expectValue(
      attribute(attributes, 'settings', 'ip_configuration', 'ssl_mode'),
      (mode) =>
        mode === 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED' ||
        // SQL Server knows no client certificates.
        (mode === 'ENCRYPTED_ONLY' && engineOf(attributes) === 'sqlserver'),
      { attribute: 'settings.ip_configuration.ssl_mode', message: 'ssl_mode does not require client certificates' },
    ),
};
