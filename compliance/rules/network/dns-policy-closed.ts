import { attribute, blocks, isTrue, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

export const dnsPolicyClosed: ResourceRule = {
  id: 'network-dns-policy-closed',
  title: 'DNS policies are of a network, and answer nobody outside of it',
  severity: 'low',
  controls: ['164.312(a)(1)', '164.312(b)'],
  why: 'A policy of no network records nothing; one that takes questions from outside tells which systems there are.',
  fix: 'Name the networks; set enable_inbound_forwarding to false.',
  resourceTypes: ['google_dns_policy'],
  check({ attributes }) {
    const inbound = attribute(attributes, 'enable_inbound_forwarding');
    const networks = blocks(attributes, 'networks');
    const forwarding: Verdict = isUnknown(inbound)
      ? 'unknown'
      : isTrue(inbound)
        ? [{ attribute: 'enable_inbound_forwarding', message: 'questions from outside the network are answered' }]
        : [];
    const named: Verdict =
      networks === 'unknown' || networks.length > 0
        ? typeof networks === 'string'
          ? networks
          : []
        : [{ attribute: 'networks', message: 'the policy is of no network' }];
    return allOf(forwarding, named);
  },
};
