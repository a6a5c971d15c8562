import { judged } from '../../../test/judged';
import { logBucketRetention } from './log-bucket-retention';

it('reports a log bucket that forgets before six years', () => {
  expect(
    judged(logBucketRetention, {
      google_logging_project_bucket_config: {
        silent: { bucket_id: 'audit' },
        early: { bucket_id: 'audit', retention_days: 2189 },
      },
    }),
  ).toEqual({
    checked: 2,
    defects: {
      'google_logging_project_bucket_config.silent': ['retention_days'],
      'google_logging_project_bucket_config.early': ['retention_days'],
    },
    unknown: [],
  });
});
it('accepts exactly six years, having looked at it', () => {
  expect(
    judged(logBucketRetention, {
      google_logging_project_bucket_config: { audit: { bucket_id: 'audit', retention_days: 2190 } },
    }),
  ).toEqual({ checked: 1, defects: {}, unknown: [] });
});
it("is not about the built-in log buckets, nor about projects without patients' data", () => {
  expect(
    judged(logBucketRetention, {
      google_logging_project_bucket_config: {
        builtIn: { bucket_id: '_Default', retention_days: 30 },
        dev: { bucket_id: 'audit', retention_days: 30 },
      },
      google_storage_bucket: { dev: { labels: { stage: 'dev' } } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(logBucketRetention, {
      google_logging_project_bucket_config: { variable: { bucket_id: 'audit', retention_days: '${var.days}' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_logging_project_bucket_config.variable'] });
});
