import { judged } from '../../../test/judged';
import { instanceClientAuthentication } from './instance-client-authentication';

it('reports an instance for which a password is enough', () => {
  expect(
    judged(instanceClientAuthentication, {
      google_sql_database_instance: { encrypted: { settings: { ip_configuration: { ssl_mode: 'ENCRYPTED_ONLY' } } } },
    }),
  ).toEqual({
    checked: 1,
    defects: { 'google_sql_database_instance.encrypted': ['settings.ip_configuration.ssl_mode'] },
    unknown: [],
  });
});
it('accepts client certificates, and the connectors, having looked at them', () => {
  expect(
    judged(instanceClientAuthentication, {
      google_sql_database_instance: {
        certificates: { settings: { ip_configuration: { ssl_mode: 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED' } } },
        connectors: { settings: { connector_enforcement: 'REQUIRED' } },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(instanceClientAuthentication, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(instanceClientAuthentication, {
      google_sql_database_instance: { variable: { settings: { connector_enforcement: '${var.enforcement}' } } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_sql_database_instance.variable'] });
});
