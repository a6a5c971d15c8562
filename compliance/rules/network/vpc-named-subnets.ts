import { attribute, isFalse } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const vpcNamedSubnets: ResourceRule = {
  id: 'network-vpc-named-subnets',
  title: 'Networks have only the subnets of the description',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.312(b)'],
  why: 'An automatic network has a subnet in every region, without flow logs and private access.',
  fix: 'Set auto_create_subnetworks to false.',
  resourceTypes: ['google_compute_network'],
  check: ({ attributes }) =>
    expectValue(attribute(attributes, 'auto_create_subnetworks'), isFalse, {
      attribute: 'auto_create_subnetworks',
      message: 'auto_create_subnetworks is not false; every region gets a subnet',
    }),
};
