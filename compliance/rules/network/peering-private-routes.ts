import { attribute, isFalse, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

export const peeringPrivateRoutes: ResourceRule = {
  id: 'network-peering-private-routes',
  title: 'Peered networks exchange routes of private addresses only',
  severity: 'low',
  controls: ['164.312(e)(1)'],
  why: 'With the routes of public addresses, another network decides where traffic to them goes.',
  fix: 'Set export_subnet_routes_with_public_ip to false, and leave import_subnet_routes_with_public_ip out.',
  resourceTypes: ['google_compute_network_peering'],
  check: ({ attributes }) =>
    allOf(
      expectValue(attribute(attributes, 'export_subnet_routes_with_public_ip'), isFalse, {
        attribute: 'export_subnet_routes_with_public_ip',
        message: 'routes of public addresses are given to the other network',
      }),
      expectValue(attribute(attributes, 'import_subnet_routes_with_public_ip'), (value) => !isTrue(value), {
        attribute: 'import_subnet_routes_with_public_ip',
        message: 'routes of public addresses are taken from the other network',
      }),
    ),
};
