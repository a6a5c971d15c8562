import { attribute } from '../../arguments/attribute';
import { type Estate, ofTypes, type Resource } from '../../estate/resource';
import { keepsAuditLogs } from '../../rule-parts/audit-filter';
import { expectValue, type ResourceRule } from '../../verdicts/rule';

/** Where a sink puts logs so that they stay. */
export const STORE = /^(storage|logging|bigquery)\.googleapis\.com\//;
export const SINK_TYPES = [
  'google_logging_project_sink',
  'google_logging_folder_sink',
  'google_logging_organization_sink',
] as const;

/** Sinks of the same project into a store which let every audit log through. */
export function sinksOfAuditLogs(estate: Estate, project: string | undefined): readonly Resource[] {
  return ofTypes(estate, ...SINK_TYPES).filter(
    (sink) =>
      (sink.type !== 'google_logging_project_sink' || sink.project === project) &&
      STORE.test(String(sink.attributes['destination'])) &&
      keepsAuditLogs(attribute(sink.attributes, 'filter')) === true,
  );
}

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
