import { itJudges, OfType } from '../../../test/rule-cases';
import { sinkExclusions } from './sink-exclusions';

const excluding = (filter: string, more: Record<string, boolean> = {}) => ({
  exclusions: [{ name: 'e', filter, ...more }],
});

itJudges(sinkExclusions, {
  type: 'google_logging_project_sink',
  reports: {
    'reads of data': [excluding('logName:"cloudaudit.googleapis.com%2Fdata_access"'), 'exclusions.filter'],
    'everything below an error': [excluding('severity<ERROR'), 'exclusions.filter'],
    'two of them, of an organization': [
      new OfType('google_logging_organization_sink', {
        exclusions: [{ filter: 'severity<ERROR' }, { filter: 'protoPayload.authenticationInfo.principalEmail="a@b"' }],
      }),
      'exclusions.filter',
      'exclusions.filter',
    ],
  },
  accepts: {
    'a sink without': { description: 'Kept' },
    'another log': excluding('logName:"dns_queries"'),
    'one that is switched off': excluding('severity<ERROR', { disabled: true }),
  },
  ignores: { 'another type': new OfType('google_logging_metric', {}) },
  unknown: { 'a computed filter': excluding('${var.filter}') },
});
