import { attribute, isUnknown } from '../../arguments/attribute';
import { meant } from '../../estate/references';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

const RANGE = 'google_compute_global_address';

export const serviceAccessReserved: ResourceRule = {
  id: 'network-service-access-reserved',
  title: 'Managed services are reached through a reserved private range',
  severity: 'medium',
  controls: ['164.312(e)(1)'],
  why: 'Without a reserved range the private path to databases fails, and they get public addresses instead.',
  fix: 'Set reserved_peering_ranges to a google_compute_global_address with purpose VPC_PEERING and address_type INTERNAL.',
  resourceTypes: ['google_service_networking_connection'],
  check(resource, estate) {
    const { attributes } = resource;
    const ranges = attribute(attributes, 'reserved_peering_ranges');
    const listed = Array.isArray(ranges) ? ranges : [ranges];
    if (listed.length === 0 || ranges === undefined) {
      return [{ attribute: 'reserved_peering_ranges', message: 'no reserved range is named' }];
    }
    return allOf(
      ...listed.map((each): Verdict => {
        const range = meant(estate, resource, each, RANGE);
        if (!range) return isUnknown(each) || !estate.complete ? 'unknown' : [];
        const purpose = attribute(range.attributes, 'purpose');
        if (isUnknown(purpose)) return 'unknown';
        if (purpose === 'VPC_PEERING') return [];
        return [
          { attribute: 'reserved_peering_ranges', message: `${range.address} is not reserved for managed services` },
        ];
      }),
    );
  },
};
