import { isPrivateRange } from '../../arguments/address-range';
import { attribute, isUnknown, type Json } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, judgeBlocks, type Verdict } from '../../verdicts/verdict';

function judgeRange(range: Json | undefined, argument: string): Verdict {
  if (isUnknown(range)) return 'unknown';
  // Without a range Google takes one from a reserved internal range.
  if (range === undefined || isPrivateRange(String(range))) return [];
  return [{ attribute: argument, message: `${String(range)} is not a private range` }];
}

export const subnetPrivateRange: ResourceRule = {
  id: 'network-subnet-private-range',
  title: 'Subnets have private addresses only',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'Machines with public addresses can be reached from the internet, and replies to them may leave the network.',
  fix: 'Use a private range in ip_cidr_range, and INTERNAL for IPv6.',
  resourceTypes: ['google_compute_subnetwork'],
  check({ attributes }) {
    const access = attribute(attributes, 'ipv6_access_type');
    const six: Verdict =
      access === 'EXTERNAL'
        ? [{ attribute: 'ipv6_access_type', message: 'machines have public IPv6 addresses' }]
        : isUnknown(access)
          ? 'unknown'
          : [];
    return allOf(
      judgeRange(attribute(attributes, 'ip_cidr_range'), 'ip_cidr_range'),
      judgeBlocks(attributes, 'secondary_ip_range', (block) =>
        judgeRange(attribute(block, 'ip_cidr_range'), 'secondary_ip_range.ip_cidr_range'),
      ),
      six,
    );
  },
};
