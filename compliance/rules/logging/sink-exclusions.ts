import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import { touchesAuditLogs } from '../../rule-parts/audit-filter';
import { SINK_TYPES } from '../../rule-parts/audit-sinks';
import type { ResourceRule } from '../../verdicts/rule';
import { judgeBlocks } from '../../verdicts/verdict';

export const sinkExclusions: ResourceRule = {
  id: 'logging-sink-exclusions',
  title: 'Exclusions of log sinks do not drop audit logs',
  severity: 'high',
  controls: ['164.312(b)'],
  why: "The sink's filter looks complete while the exclusion drops the logs.",
  fix: 'Limit the exclusion to a named log that is not an audit log.',
  resourceTypes: [...SINK_TYPES],
  check: ({ attributes }) =>
    judgeBlocks(attributes, 'exclusions', (exclusion) => {
      if (isTrue(exclusion['disabled'])) return [];
      const filter = attribute(exclusion, 'filter');
      if (isUnknown(filter)) return 'unknown';
      return touchesAuditLogs(filter)
        ? [{ attribute: 'exclusions.filter', message: 'an exclusion may drop audit logs' }]
        : [];
    }),
};
