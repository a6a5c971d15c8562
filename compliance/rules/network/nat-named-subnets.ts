import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const natNamedSubnets: ResourceRule = {
  id: 'network-nat-named-subnets',
  title: 'Cloud NAT serves named subnets only',
  severity: 'medium',
  controls: ['164.312(e)(1)', '164.312(a)(1)'],
  why: 'Otherwise every subnet added later can reach the internet at once.',
  fix: 'Set source_subnetwork_ip_ranges_to_nat to LIST_OF_SUBNETWORKS, and add a subnetwork block for each.',
  resourceTypes: ['google_compute_router_nat'],
  check({ attributes }) {
    const which = attribute(attributes, 'source_subnetwork_ip_ranges_to_nat');
    if (isUnknown(which)) return 'unknown';
    if (which !== 'LIST_OF_SUBNETWORKS') {
      return [
        {
          attribute: 'source_subnetwork_ip_ranges_to_nat',
          message: 'every subnet of the region can reach the internet',
        },
      ];
    }
    const subnets = blocks(attributes, 'subnetwork');
    if (subnets === 'unknown') return subnets;
    return subnets.length > 0 ? [] : [{ attribute: 'subnetwork', message: 'no subnet is named' }];
  },
};
