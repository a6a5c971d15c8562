import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

/** The modes of the engines that refuse a connection without TLS. */
const TLS_ONLY = new Set(['ENCRYPTED_ONLY', 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED']);

export const instanceTls: ResourceRule = {
  id: 'sql-instance-tls',
  title: 'Databases accept encrypted connections only',
  severity: 'high',
  controls: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
  why: 'Otherwise a client may send rows and passwords in clear text.',
  fix: 'Set settings.ip_configuration.ssl_mode to ENCRYPTED_ONLY or TRUSTED_CLIENT_CERTIFICATE_REQUIRED, or settings.connector_enforcement to REQUIRED.',
  resourceTypes: ['google_sql_database_instance'],
  check({ attributes }) {
    const mode = attribute(attributes, 'settings', 'ip_configuration', 'ssl_mode');
    const connector = attribute(attributes, 'settings', 'connector_enforcement');
    if (TLS_ONLY.has(String(mode)) || connector === 'REQUIRED') return [];
    if (isUnknown(mode) || isUnknown(connector)) return 'unknown';
    return [
      { attribute: 'settings.ip_configuration.ssl_mode', message: 'ssl_mode does not reject connections without TLS' },
    ];
  },
};
