import { attribute, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const dnsLogs: ResourceRule = {
  id: 'network-dns-logs',
  title: 'DNS policies log queries',
  severity: 'low',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'Data can also leave inside the names that a machine looks up.',
  fix: 'Set enable_logging to true.',
  resourceTypes: ['google_dns_policy'],
  check: ({ attributes }) =>
    expectValue(attribute(attributes, 'enable_logging'), isTrue, {
      attribute: 'enable_logging',
      message: 'enable_logging is not true',
    }),
};
