import { attribute } from '../../arguments/attribute';
import { keepsAuditLogs } from '../../rule-parts/audit-filter';
import { SINK_TYPES, sinksOfAuditLogs } from '../../rule-parts/audit-sinks';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const sinkFilter: ResourceRule = {
  id: 'logging-sink-filter',
  title: 'Each project has a log sink that keeps every audit log',
  severity: 'high',
  controls: ['164.312(b)', '164.316(b)(2)(i)'],
  why: 'Logs that the filter drops are deleted after 30 days, and nobody notices until they are needed.',
  fix: 'Remove the filter, or make logName:"cloudaudit.googleapis.com" one of its alternatives, without a further condition.',
  resourceTypes: [...SINK_TYPES],
  check(sink, estate) {
    const filter = attribute(sink.attributes, 'filter');
    // Another sink may keep the audit logs; then this one is for something else.
    const others = sinksOfAuditLogs(estate, sink.project).filter((other) => other !== sink);
    if (others.length > 0 && keepsAuditLogs(filter) !== true) return 'not_applicable';
    // A sink of another stack may keep them.
    if (keepsAuditLogs(filter) === false && !estate.complete) return 'unknown';
    return expectValue(filter, (value) => keepsAuditLogs(value) === true, {
      attribute: 'filter',
      message: 'the filter drops audit logs, and no other sink keeps them',
    });
  },
};
