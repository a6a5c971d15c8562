import { attribute, blocks, isFalse } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Defect, expectValue } from '../../verdicts/verdict';

function someNetworks(count: number): Defect {
  return {
    attribute: 'settings.ip_configuration.authorized_networks',
    message: `${count} network(s) can connect from outside`,
  };
}

export const instancePrivateAddress: ResourceRule = {
  id: 'sql-instance-private-address',
  title: 'Databases have no public address and no authorized networks',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'A public address exposes the sign-in of the database to everyone. It is the default.',
  fix: 'Set settings.ip_configuration.ipv4_enabled to false, set private_network, and remove authorized_networks.',
  resourceTypes: ['google_sql_database_instance'],
  check({ attributes }) {
    const networks = blocks(attribute(attributes, 'settings', 'ip_configuration'), 'authorized_networks');
    return allOf(
      expectValue(attribute(attributes, 'settings', 'ip_configuration', 'ipv4_enabled'), isFalse, {
        attribute: 'settings.ip_configuration.ipv4_enabled',
        message: 'ipv4_enabled is not false: the instance gets a public address',
      }),
      networks === 'unknown' ? networks : networks.length > 0 ? [someNetworks(networks.length)] : [],
    );
  },
};
