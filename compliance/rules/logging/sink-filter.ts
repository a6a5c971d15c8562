import { attribute } from '../../arguments/attribute';
import { keepsAuditLogs } from '../../rule-parts/audit-filter';
import { SINK_TYPES, sinksOfAuditLogs } from '../../rule-parts/audit-sinks';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const sinkFilter: ResourceRule = {
  id: 'logging-sink-filter',
  title: 'A log sink of each project lets every audit log through',
  severity: 'high',
  controls: ['164.312(b)', '164.316(b)(2)(i)'],
  why: 'What the filter leaves out is forgotten after 30 days, and nobody notices until it is asked for.',
  fix: 'Let filter name logName:"cloudaudit.googleapis.com" without a further condition, as one alternative, or leave it out.',
  resourceTypes: [...SINK_TYPES],
  check(sink, estate) {
    const filter = attribute(sink.attributes, 'filter');
    // Another sink may keep the audit logs; then this one is for something else.
    const others = sinksOfAuditLogs(estate, sink.project).filter((other) => other !== sink);
    if (others.length > 0 && keepsAuditLogs(filter) !== true) return 'not_applicable';
    return expectValue(filter, (value) => keepsAuditLogs(value) === true, {
      attribute: 'filter',
      message: 'the filter leaves out audit logs, and no other sink keeps them',
    });
  },
};
