import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import { touchesAuditLogs } from '../../rule-parts/audit-filter';
import { SINK_TYPES } from '../../rule-parts/audit-sinks';
import type { ResourceRule } from '../../verdicts/rule';
import { judgeBlocks } from '../../verdicts/verdict';

export const sinkExclusions: ResourceRule = {
  id: 'logging-sink-exclusions',
  title: 'No log sink leaves out audit logs by an exclusion',
  severity: 'high',
  controls: ['164.312(b)'],
  why: 'The filter of the sink still says that everything is kept; the exclusion takes it away behind it.',
  fix: 'Let the exclusion name the log that it is about, and no audit log.',
  resourceTypes: [...SINK_TYPES],
  check: ({ attributes }) =>
    judgeBlocks(attributes, 'exclusions', (exclusion) => {
      if (isTrue(exclusion['disabled'])) return [];
      const filter = attribute(exclusion, 'filter');
      if (isUnknown(filter)) return 'unknown';
      return touchesAuditLogs(filter)
        ? [{ attribute: 'exclusions.filter', message: 'an exclusion may leave out audit logs' }]
        : [];
    }),
};
