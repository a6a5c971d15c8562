import { attribute, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const dnsLogs: ResourceRule = {
  id: 'network-dns-logs',
  title: 'DNS policies record which names are asked for',
  severity: 'low',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'Data is also carried out in the names that a machine asks for.',
  fix: 'Set enable_logging to true.',
  resourceTypes: ['google_dns_policy'],
  check: ({ attributes }) =>
    expectValue(attribute(attributes, 'enable_logging'), isTrue, {
      attribute: 'enable_logging',
      message: 'enable_logging is not true',
    }),
};
