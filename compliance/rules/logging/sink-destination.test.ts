import { judged } from '../../../test/judged';
import { itJudges, OfType } from '../../../test/rule-cases';
import { sinkDestination } from './sink-destination';

const logBucket = (name: string) => `logging.googleapis.com/projects/p/locations/l/buckets/${name}`;

itJudges(sinkDestination, {
  type: 'google_logging_project_sink',
  beside: {
    google_logging_project_bucket_config: { audit: { bucket_id: 'p-audit' } },
    google_storage_bucket: { audit: { name: 'audit-files' } },
  },
  reports: {
    'a topic, which keeps nothing': [{ destination: 'pubsub.googleapis.com/projects/p/topics/t' }, 'destination'],
    'no destination': [{}, 'destination'],
    'a log bucket that is not here': [{ destination: logBucket('other') }, 'destination'],
    'a bucket that is not here': [{ destination: 'storage.googleapis.com/other' }, 'destination'],
  },
  accepts: {
    'a log bucket by name': { destination: logBucket('p-audit'), description: 'Kept' },
    'a bucket by reference': { destination: 'storage.googleapis.com/${google_storage_bucket.audit.name}' },
  },
  ignores: { 'another type': new OfType('google_logging_metric', {}) },
  unknown: {
    'a computed destination': { destination: '${var.destination}' },
    'a computed bucket': { destination: 'storage.googleapis.com/${var.bucket}' },
  },
});

it('does not know whether a store is elsewhere when only a part of the environment is given', () => {
  const sinks = { google_logging_project_sink: { audit: { destination: logBucket('p-audit') } } };
  expect(judged(sinkDestination, sinks, { complete: false }).unknown).toHaveLength(1);
});

describe('beside a sink that keeps the audit logs', () => {
  const AUDIT = { destination: logBucket('p-audit') };
  const KEPT = { google_logging_project_bucket_config: { audit: { bucket_id: 'p-audit' } } };
  const second = (sink: Record<string, string>) =>
    judged(sinkDestination, {
      ...KEPT,
      google_logging_project_sink: {
        audit: AUDIT,
        second: { destination: 'pubsub.googleapis.com/projects/q/topics/t', ...sink },
      },
    });

  it.each([
    ['everything, without a filter', {}],
    ['some of the audit logs', { filter: 'logName:"cloudaudit.googleapis.com%2Fdata_access"' }],
    ['whatever is an error', { filter: 'severity>=ERROR' }],
  ])('may not send %s to a wider place', (_what, sink) => {
    expect(second(sink).defects).toEqual({ 'google_logging_project_sink.second': ['destination'] });
  });

  it('may send another log where it likes, and is unknown with a computed filter', () => {
    expect(second({ filter: 'logName:"dns_queries"' }).defects).toEqual({});
    expect(second({ filter: '${var.filter}' }).unknown).toEqual(['google_logging_project_sink.second']);
  });
});
