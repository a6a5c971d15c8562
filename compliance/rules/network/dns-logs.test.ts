import { judged } from '../../../test/judged';
import { dnsLogs } from './dns-logs';

it('reports a policy that records nothing', () => {
  expect(judged(dnsLogs, { google_dns_policy: { silent: {}, off: { enable_logging: false } } })).toEqual({
    checked: 2,
    defects: { 'google_dns_policy.silent': ['enable_logging'], 'google_dns_policy.off': ['enable_logging'] },
    unknown: [],
  });
});
it('accepts logging, having looked at it', () => {
  expect(judged(dnsLogs, { google_dns_policy: { on: { enable_logging: true } } })).toEqual({
    checked: 1,
    defects: {},
    unknown: [],
  });
});
it('is not about other resources', () => {
  expect(judged(dnsLogs, { google_dns_managed_zone: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(judged(dnsLogs, { google_dns_policy: { variable: { enable_logging: '${var.on}' } } })).toEqual({
    checked: 0,
    defects: {},
    unknown: ['google_dns_policy.variable'],
  });
});
