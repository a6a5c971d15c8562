import { judged } from '../../../test/judged';
import { instanceTls } from './instance-tls';

it('reports an instance that takes connections in clear text', () => {
  expect(
    judged(instanceTls, {
      google_sql_database_instance: {
        silent: {},
        both: { settings: { ip_configuration: { ssl_mode: 'ALLOW_UNENCRYPTED_AND_ENCRYPTED' } } },
      },
    }),
  ).toEqual({
    checked: 2,
    defects: {
      'google_sql_database_instance.silent': ['settings.ip_configuration.ssl_mode'],
      'google_sql_database_instance.both': ['settings.ip_configuration.ssl_mode'],
    },
    unknown: [],
  });
});
it('accepts either mode that refuses clear text, and the connectors, having looked at them', () => {
  expect(
    judged(instanceTls, {
      google_sql_database_instance: {
        encrypted: { settings: { ip_configuration: { ssl_mode: 'ENCRYPTED_ONLY' } } },
        certificates: { settings: { ip_configuration: { ssl_mode: 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED' } } },
        connectors: { settings: { connector_enforcement: 'REQUIRED' } },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(instanceTls, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(instanceTls, {
      google_sql_database_instance: { variable: { settings: { ip_configuration: { ssl_mode: '${var.mode}' } } } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_sql_database_instance.variable'] });
});
