import { attribute, isFalse, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

export const peeringPrivateRoutes: ResourceRule = {
  id: 'network-peering-private-routes',
  title: 'Peered networks exchange routes of private addresses only',
  severity: 'low',
  controls: ['164.312(e)(1)'],
  why: 'With routes of public addresses, the other network decides where that traffic goes.',
  fix: 'Set export_subnet_routes_with_public_ip to false, and leave import_subnet_routes_with_public_ip out.',
  resourceTypes: ['google_compute_network_peering'],
  check: ({ attributes }) =>
    allOf(
      expectValue(attribute(attributes, 'export_subnet_routes_with_public_ip'), isFalse, {
        attribute: 'export_subnet_routes_with_public_ip',
        message: 'routes of public addresses are exported',
      }),
      expectValue(attribute(attributes, 'import_subnet_routes_with_public_ip'), (value) => !isTrue(value), {
        attribute: 'import_subnet_routes_with_public_ip',
        message: 'routes of public addresses are imported',
      }),
    ),
};
