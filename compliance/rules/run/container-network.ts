import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import { CONTAINER_TYPES } from '../../rule-parts/container-types';
import { inTemplate } from '../../rule-parts/in-template';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue, type Verdict } from '../../verdicts/verdict';

export const containerNetwork: ResourceRule = {
  id: 'run-container-network',
  title: 'All egress of containers goes through the network',
  severity: 'high',
  controls: ['164.312(e)(1)', '164.312(b)'],
  why: 'Outside the network there is no firewall and no flow log: a container could send rows anywhere unnoticed.',
  fix: 'Set vpc_access with egress = "ALL_TRAFFIC" and a network interface, or a connector.',
  resourceTypes: CONTAINER_TYPES,
  check(container) {
    const { value: access, path } = inTemplate(container, 'vpc_access');
    if (isUnknown(access)) return 'unknown';
    const interfaces = blocks(access, 'network_interfaces');
    const connector = attribute(access, 'connector');
    const named = connector !== undefined && connector !== '';
    const subnet = interfaces === 'unknown' ? [] : interfaces;
    const attached: Verdict =
      named || subnet.some((each) => each['subnetwork'] !== undefined || each['network'] !== undefined)
        ? []
        : interfaces === 'unknown'
          ? interfaces
          : [{ attribute: `${path}.network_interfaces`, message: 'the container is in no network' }];
    return allOf(
      attached,
      expectValue(attribute(access, 'egress'), (value) => value === 'ALL_TRAFFIC', {
        attribute: `${path}.egress`,
        message: 'traffic to public addresses bypasses the network',
      }),
    );
  },
};
