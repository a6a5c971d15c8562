import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const instanceClientAuthentication: ResourceRule = {
  id: 'sql-instance-client-authentication',
  title: 'Database clients authenticate before they sign in',
  severity: 'medium',
  controls: ['164.312(d)'],
  why: 'A password alone can be used from anywhere that reaches the address.',
  fix: 'Set settings.ip_configuration.ssl_mode to TRUSTED_CLIENT_CERTIFICATE_REQUIRED, or settings.connector_enforcement to REQUIRED.',
  resourceTypes: ['google_sql_database_instance'],
  check({ attributes }) {
    const mode = attribute(attributes, 'settings', 'ip_configuration', 'ssl_mode');
    const connector = attribute(attributes, 'settings', 'connector_enforcement');
    if (mode === 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED' || connector === 'REQUIRED') return [];
    if (isUnknown(mode) || isUnknown(connector)) return 'unknown';
    return [
      {
        attribute: 'settings.ip_configuration.ssl_mode',
        message: 'neither client certificates nor the Cloud SQL connectors are required',
      },
    ];
  },
};
