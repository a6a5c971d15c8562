import { judged } from '../../../test/judged';
import { itJudges, OfType } from '../../../test/rule-cases';
import { sinkFilter } from './sink-filter';

const destination = 'logging.googleapis.com/projects/p/locations/l/buckets/audit';

itJudges(sinkFilter, {
  type: 'google_logging_project_sink',
  reports: {
    'a filter for errors': [{ destination, filter: 'severity>=ERROR' }, 'filter'],
    'administrators alone': [{ destination, filter: 'logName:"cloudaudit.googleapis.com%2Factivity"' }, 'filter'],
  },
  accepts: {
    'no filter': { destination },
    'audit logs and others': {
      destination,
      description: 'Kept',
      filter: 'logName:"vpc_flows" OR logName:"cloudaudit.googleapis.com"',
    },
  },
  ignores: { 'another type': new OfType('google_logging_metric', {}) },
  unknown: { 'a computed filter': { destination, filter: '${var.filter}' } },
});

it('is not about a sink for something else, beside one that keeps the audit logs', () => {
  const sinks = { audit: { destination }, errors: { destination, filter: 'severity>=ERROR' } };
  expect(judged(sinkFilter, { google_logging_project_sink: sinks })).toEqual({
    checked: 1,
    defects: {},
    unknown: [],
  });
});
