import { judged } from '../../../test/judged';
import { auditSink } from './audit-sink';

it('reports a project with data whose logs stay in the default bucket, or go nowhere', () => {
  expect(
    judged(auditSink, {
      google_storage_bucket: { b: {} },
      google_logging_project_sink: {
        off: { disabled: true, destination: 'storage.googleapis.com/audit' },
        topic: { destination: 'pubsub.googleapis.com/projects/p/topics/t' },
      },
    }),
  ).toEqual({ checked: 1, defects: { 'project p': ['destination'] }, unknown: [] });
});
it('accepts a sink to a bucket, having looked at the project', () => {
  expect(
    judged(auditSink, {
      google_storage_bucket: { b: {} },
      google_logging_project_sink: { audit: { destination: 'storage.googleapis.com/${google_storage_bucket.b.name}' } },
    }),
  ).toEqual({ checked: 1, defects: {}, unknown: [] });
});
it('is not about projects without data', () => {
  expect(
    judged(auditSink, {
      google_logging_project_sink: { off: { disabled: true, destination: 'storage.googleapis.com/audit' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('answers unknown when only a part of the environment is given', () => {
  expect(judged(auditSink, { google_storage_bucket: { b: {} } }, { complete: false })).toEqual({
    checked: 0,
    defects: {},
    unknown: ['project p'],
  });
});
it('does not know where a variable points', () => {
  expect(
    judged(auditSink, {
      google_storage_bucket: { b: {} },
      google_logging_project_sink: { variable: { destination: '${var.destination}' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['project p'] });
});
