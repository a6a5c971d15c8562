import { attribute, isUnknown, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const natNamedAddresses: ResourceRule = {
  id: 'network-nat-named-addresses',
  title: 'Cloud NAT uses reserved addresses',
  severity: 'low',
  controls: ['164.312(e)(1)', '164.310(d)(2)(iii)'],
  why: 'A partner can only allow fixed addresses; addresses that Google picks change and later belong to others.',
  fix: 'Set nat_ip_allocate_option to MANUAL_ONLY, and name the addresses in nat_ips.',
  resourceTypes: ['google_compute_router_nat'],
  check({ attributes }) {
    if (attribute(attributes, 'type') === 'PRIVATE') return 'not_applicable';
    const option = attribute(attributes, 'nat_ip_allocate_option');
    if (isUnknown(option)) return 'unknown';
    if (option !== 'MANUAL_ONLY') {
      return [{ attribute: 'nat_ip_allocate_option', message: 'Google picks the addresses' }];
    }
    const addresses = attribute(attributes, 'nat_ips') ?? attribute(attributes, 'initial_nat_ips');
    const listed = Array.isArray(addresses) ? addresses : strings(addresses);
    if (listed === 'unknown') return listed;
    return listed.length > 0 ? [] : [{ attribute: 'nat_ips', message: 'no address is named' }];
  },
};
