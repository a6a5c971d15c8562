import { keepsAuditLogs, touchesAuditLogs } from './audit-filter';

it.each([
  ['no filter', undefined],
  ['an empty one', ''],
  ['the name of all audit logs', 'logName:"cloudaudit.googleapis.com"'],
  ['an alternative', 'logName:"vpc_flows" OR logName:"cloudaudit.googleapis.com"'],
  ['an alternative in brackets', '(logName:"dns" OR logName:"cloudaudit.googleapis.com")'],
  [
    'both names, each an alternative',
    'log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/data_access")',
  ],
])('keeps all audit logs with %s', (_, filter) => expect(keepsAuditLogs(filter)).toBe(true));

it.each([
  ['another log', 'logName:"vpc_flows"'],
  ['some of the audit logs', 'logName:"cloudaudit.googleapis.com%2Factivity"'],
  ['a further condition', 'logName:"cloudaudit.googleapis.com" AND severity>=ERROR'],
  ['a further condition on a new line', 'logName:"cloudaudit.googleapis.com"\nseverity>=ERROR'],
  ['their opposite', 'NOT logName:"cloudaudit.googleapis.com"'],
  ['their opposite in short', '-logName:"cloudaudit.googleapis.com"'],
  ['the severity alone', 'severity>=ERROR'],
])('does not with %s', (_, filter) => expect(keepsAuditLogs(filter)).toBe(false));

it('does not know what is computed', () => expect(keepsAuditLogs('${var.filter}')).toBe('unknown'));

it('knows which filters are about audit logs, or about everything', () => {
  const filters = ['', 'severity<ERROR', 'logName:"cloudaudit.googleapis.com%2Fdata_access"', 'logName:"dns_queries"'];
  expect(filters.map(touchesAuditLogs)).toEqual([true, true, true, false]);
});
