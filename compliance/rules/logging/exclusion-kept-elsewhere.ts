import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import { touchesAuditLogs } from '../../rule-parts/audit-filter';
import { sinksOfAuditLogs } from '../../rule-parts/audit-sinks';
import type { ResourceRule } from '../../verdicts/rule';

export const exclusionKeptElsewhere: ResourceRule = {
  id: 'logging-exclusion-kept-elsewhere',
  title: 'Logs excluded from the default log bucket are kept by a sink',
  severity: 'high',
  controls: ['164.312(b)'],
  why: 'Otherwise the logs are not stored anywhere.',
  fix: 'Add a sink that keeps the audit logs, or limit the exclusion to another log.',
  resourceTypes: [
    'google_logging_project_exclusion',
    'google_logging_folder_exclusion',
    'google_logging_organization_exclusion',
  ],
  check(exclusion, estate) {
    if (isTrue(exclusion.attributes['disabled'])) return [];
    const filter = attribute(exclusion.attributes, 'filter');
    if (isUnknown(filter)) return 'unknown';
    const names = typeof filter === 'string' && /log_?name|log_?id\(|resource\.type/i.test(filter);
    const sinks = sinksOfAuditLogs(estate, exclusion.project);
    if (!names) {
      return [{ attribute: 'filter', message: 'the exclusion names no log, so it may drop any' }];
    }
    if (!touchesAuditLogs(filter) || sinks.length > 0) return [];
    return estate.complete
      ? [{ attribute: 'filter', message: 'audit logs are dropped, and no sink keeps them' }]
      : 'unknown';
  },
};
