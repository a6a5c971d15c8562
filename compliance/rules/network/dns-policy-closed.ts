import { attribute, blocks, isTrue, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

export const dnsPolicyClosed: ResourceRule = {
  id: 'network-dns-policy-closed',
  title: 'DNS policies belong to a network and answer only inside it',
  severity: 'low',
  controls: ['164.312(a)(1)', '164.312(b)'],
  why: 'A policy without a network logs nothing; one that answers from outside reveals the systems inside.',
  fix: 'Name the networks; set enable_inbound_forwarding to false.',
  resourceTypes: ['google_dns_policy'],
  check({ attributes }) {
    const inbound = attribute(attributes, 'enable_inbound_forwarding');
    const networks = blocks(attributes, 'networks');
    const forwarding: Verdict = isUnknown(inbound)
      ? 'unknown'
      : isTrue(inbound)
        ? [{ attribute: 'enable_inbound_forwarding', message: 'queries from outside the network are answered' }]
        : [];
    const named: Verdict =
      networks === 'unknown' || networks.length > 0
        ? typeof networks === 'string'
          ? networks
          : []
        : [{ attribute: 'networks', message: 'the policy names no network' }];
    return allOf(forwarding, named);
  },
};
