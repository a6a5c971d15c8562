import { attribute, blocks, isTrue } from '../arguments/attribute';
import { type Estate, ofTypes } from '../estate/estate';
import type { Resource } from '../estate/resource';
import { keepsAuditLogs, touchesAuditLogs } from './audit-filter';

/** Where a sink puts logs so that they stay. */
export const STORE = /^(storage|logging|bigquery)\.googleapis\.com\//;
export const SINK_TYPES = [
  'google_logging_project_sink',
  'google_logging_folder_sink',
  'google_logging_organization_sink',
] as const;

/** Whether an exclusion of the sink drops audit logs, or may: a computed one counts. */
function mayExclude({ attributes }: Resource): boolean {
  const exclusions = blocks(attributes, 'exclusions');
  return (
    exclusions === 'unknown' ||
    exclusions.some((each) => !isTrue(each['disabled']) && touchesAuditLogs(attribute(each, 'filter')))
  );
}

/** Sinks of the same project into a store which let every audit log through: enabled, with a filter and exclusions that drop none. */
export function sinksOfAuditLogs(estate: Estate, project: string | undefined): readonly Resource[] {
  return ofTypes(estate, ...SINK_TYPES).filter(
    (sink) =>
      (sink.type !== 'google_logging_project_sink' || sink.project === project) &&
      STORE.test(String(sink.attributes['destination'])) &&
      keepsAuditLogs(attribute(sink.attributes, 'filter')) === true &&
      !isTrue(attribute(sink.attributes, 'disabled')) &&
      !mayExclude(sink),
  );
}
