import { judged } from '../../../test/judged';
import { itJudges, OfType } from '../../../test/rule-cases';
import { logBucketLock } from './log-bucket-lock';

itJudges(logBucketLock, {
  type: 'google_logging_project_bucket_config',
  reports: {
    'a bucket that says nothing': [{ bucket_id: 'audit', retention_days: 2190 }, 'locked'],
    'a bucket that is open': [{ bucket_id: 'audit', locked: false }, 'locked'],
  },
  accepts: { 'a locked one': { bucket_id: 'audit', locked: true, description: 'Logs' } },
  ignores: {
    'a bucket that every project has': { bucket_id: '_Default' },
    'another type': new OfType('google_logging_project_sink', {}),
  },
  unknown: { 'a computed lock': { bucket_id: 'audit', locked: '${var.lock}' } },
});

it('is not about a project whose data is of a stage before production', () => {
  const resources = {
    google_storage_bucket: { dev: { labels: { stage: 'dev' } } },
    google_logging_project_bucket_config: { audit: { bucket_id: 'audit', project: 'p' } },
  };
  expect(judged(logBucketLock, resources).checked).toBe(0);
});
