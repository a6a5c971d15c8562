import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import { touchesAuditLogs } from '../../rule-parts/audit-filter';
import type { ResourceRule } from '../../verdicts/rule';

export const sinkInterception: ResourceRule = {
  id: 'logging-sink-interception',
  title: 'Sinks of folders and organizations leave audit logs to the projects below them',
  severity: 'high',
  controls: ['164.312(b)', '164.316(b)(2)(i)'],
  why: 'A sink that intercepts takes the records before the sinks of the projects see them: the locked bucket stays empty.',
  fix: 'Remove intercept_children, or limit the filter to a named log that is not an audit log.',
  resourceTypes: ['google_logging_folder_sink', 'google_logging_organization_sink'],
  check({ attributes }) {
    const intercepts = attribute(attributes, 'intercept_children');
    const filter = attribute(attributes, 'filter');
    if (isUnknown(intercepts)) return 'unknown';
    if (!isTrue(intercepts) || isTrue(attribute(attributes, 'disabled'))) return [];
    if (isUnknown(filter)) return 'unknown';
    return touchesAuditLogs(filter)
      ? [{ attribute: 'intercept_children', message: 'audit logs are taken from the sinks of the projects below' }]
      : [];
  },
};
