import { judged } from '../../../test/judged';
import { instancePrivateAddress } from './instance-private-address';

it('reports a public address, also the one that comes by default, and networks outside', () => {
  expect(
    judged(instancePrivateAddress, {
      google_sql_database_instance: {
        silent: { settings: { tier: 'db-n1' } },
        open: { settings: { ip_configuration: { ipv4_enabled: true } } },
        networks: {
          settings: { ip_configuration: { ipv4_enabled: false, authorized_networks: [{ value: '203.0.113.0/24' }] } },
        },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_sql_database_instance.silent': ['settings.ip_configuration.ipv4_enabled'],
      'google_sql_database_instance.open': ['settings.ip_configuration.ipv4_enabled'],
      'google_sql_database_instance.networks': ['settings.ip_configuration.authorized_networks'],
    },
    unknown: [],
  });
});
it('accepts a private instance, its blocks written either way, having looked at it', () => {
  expect(
    judged(instancePrivateAddress, {
      google_sql_database_instance: {
        object: { settings: { ip_configuration: { ipv4_enabled: false, private_network: 'n' } } },
        list: { settings: [{ ip_configuration: [{ ipv4_enabled: 'false', authorized_networks: [] }] }] },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(instancePrivateAddress, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable or a dynamic block will hold', () => {
  expect(
    judged(instancePrivateAddress, {
      google_sql_database_instance: {
        variable: { settings: { ip_configuration: { ipv4_enabled: '${var.public}' } } },
        dynamic: {
          settings: {
            ip_configuration: {
              ipv4_enabled: false,
              dynamic: { authorized_networks: { for_each: '${var.networks}' } },
            },
          },
        },
      },
    }),
  ).toEqual({
    checked: 0,
    defects: {},
    unknown: ['google_sql_database_instance.variable', 'google_sql_database_instance.dynamic'],
  });
});
