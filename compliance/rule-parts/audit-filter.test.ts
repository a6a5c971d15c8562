import { keepsAuditLogs, touchesAuditLogs } from './audit-filter';

const EACH = ['activity', 'data_access', 'policy', 'system_event'];
const byId = (logs: readonly string[]) => logs.map((log) => `log_id("cloudaudit.googleapis.com/${log}")`).join(' OR ');
const byName = (logs: readonly string[]) =>
  logs.map((log) => `logName:"cloudaudit.googleapis.com%2F${log}"`).join(' OR ');

it.each([
  ['no filter', undefined],
  ['an empty one', ''],
  ['the name of all audit logs', 'logName:"cloudaudit.googleapis.com"'],
  ['the name without quotes', 'logName:cloudaudit.googleapis.com'],
  ['the name as a pattern', 'logName=~"cloudaudit\\.googleapis\\.com"'],
  ['the name in brackets', '((logName:"cloudaudit.googleapis.com"))'],
  ['an alternative', 'logName:"vpc_flows" OR logName:"cloudaudit.googleapis.com"'],
  ['an alternative in brackets', '(logName:"dns" OR logName:"cloudaudit.googleapis.com")'],
  ['an alternative on a line of its own', 'logName:"dns"\nOR\nlogName:"cloudaudit.googleapis.com"'],
  ['each name, an alternative each', byId(EACH)],
  ['each name in brackets', `(${byName(EACH)}) OR logName:"dns"`],
])('keeps all audit logs with %s', (_, filter) => expect(keepsAuditLogs(filter)).toBe(true));

it.each([
  ['another log', 'logName:"vpc_flows"'],
  ['some of the audit logs', 'logName:"cloudaudit.googleapis.com%2Factivity"'],
  ['all but what a policy refused', byName(EACH.filter((log) => log !== 'policy'))],
  ['all but what the system did', byId(EACH.filter((log) => log !== 'system_event'))],
  ['a further condition', 'logName:"cloudaudit.googleapis.com" AND severity>=ERROR'],
  ['a further condition on a new line', 'logName:"cloudaudit.googleapis.com"\nseverity>=ERROR'],
  ['a further condition behind a space', 'severity>=ERROR logName:"cloudaudit.googleapis.com"'],
  ['a further condition before each name', byName(EACH).replaceAll('logName', 'severity>=ERROR logName')],
  [
    'a further condition with alternatives',
    '(logName:"cloudaudit.googleapis.com") AND (severity>=ERROR OR logName:"cloudaudit.googleapis.com")',
  ],
  ['a further condition for all', `(${byName(EACH)}) AND severity>=ERROR`],
  ['the beginning of a name, where a project stands', 'logName=~"^cloudaudit.googleapis.com"'],
  ['a name that only ends so', 'logName:"not-cloudaudit.googleapis.com"'],
  ['their opposite', 'NOT logName:"cloudaudit.googleapis.com"'],
  ['their opposite in short', '-logName:"cloudaudit.googleapis.com"'],
  ['the words of it as a text', 'textPayload:"x OR logName:\\"cloudaudit.googleapis.com\\" OR y"'],
  ['the severity alone', 'severity>=ERROR'],
])('does not with %s', (_, filter) => expect(keepsAuditLogs(filter)).toBe(false));

it('does not know what is computed', () => expect(keepsAuditLogs('${var.filter}')).toBe('unknown'));

it.each([
  ['everything', ''],
  ['a severity', 'severity<ERROR'],
  ['an audit log', 'logName:"cloudaudit.googleapis.com%2Fdata_access"'],
  ['a part of its name', 'logName:"data_access"'],
  ['less of its name', 'logName:"googleapis.com"'],
  ['all logs of a project', 'logName:"logs/"'],
  ['what is not another log', 'NOT logName:"vpc_flows"'],
  ['what is not another log, in short', '-logName:"vpc_flows"'],
  ['what is not equal to another log', 'logName!="projects/p/logs/vpc_flows"'],
  ['a pattern', 'logName=~".*"'],
  ['another log, or a severity', 'logName:"vpc_flows" OR severity<ERROR'],
  ['another log, or the audit logs in brackets', '(logName:"dns" OR (logName:"cloudaudit.googleapis.com"))'],
])('finds that %s is about audit logs', (_, filter) => expect(touchesAuditLogs(filter)).toBe(true));

it.each([
  ['another log', 'logName:"dns_queries"'],
  ['another log, and a severity', 'logName:"dns_queries" AND severity<ERROR'],
  [
    'another log, and a severity on a new line',
    'logName="projects/p/logs/compute.googleapis.com%2Fvpc_flows"\nseverity<ERROR',
  ],
  ['two others', 'log_id("dns_queries") OR (logName:"vpc_flows")'],
])('and %s is not', (_, filter) => expect(touchesAuditLogs(filter)).toBe(false));
