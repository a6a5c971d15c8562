import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import { touchesAuditLogs } from '../../rule-parts/audit-filter';
import { sinksOfAuditLogs } from '../../rule-parts/audit-sinks';
import type { ResourceRule } from '../../verdicts/rule';

export const exclusionKeptElsewhere: ResourceRule = {
  id: 'logging-exclusion-kept-elsewhere',
  title: 'What is left out of the default log bucket is kept by a sink',
  severity: 'high',
  controls: ['164.312(b)'],
  why: 'Otherwise the log is not written anywhere.',
  fix: 'Keep the audit logs with a sink to a store of its own, or let the exclusion name another log.',
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
      return [{ attribute: 'filter', message: 'the exclusion names no log: it may leave out anything' }];
    }
    if (!touchesAuditLogs(filter) || sinks.length > 0) return [];
    return estate.complete
      ? [{ attribute: 'filter', message: 'audit logs are left out, and no sink keeps them' }]
      : 'unknown';
  },
};
