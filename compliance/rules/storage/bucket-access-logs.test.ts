import { itJudges, OfType } from '../../../test/rule-cases';
import { bucketAccessLogs } from './bucket-access-logs';

itJudges(bucketAccessLogs, {
  type: 'google_storage_bucket',
  beside: { google_storage_bucket: { audit: { name: 'p-audit' } } },
  reports: {
    'a bucket without a log': [{ name: 'p-landing' }, 'logging.log_bucket'],
    'an archive without a log': [{ name: 'p-archive' }, 'logging.log_bucket'],
    'an emptied name': [{ name: 'p-landing', logging: { log_bucket: '' } }, 'logging.log_bucket'],
    'a log into itself': [{ name: 'p-landing', logging: { log_bucket: 'p-landing' } }, 'logging.log_bucket'],
    'a log into itself, by reference': [
      { name: 'p-landing', logging: [{ log_bucket: '${google_storage_bucket.subject.name}' }] },
      'logging.log_bucket',
    ],
  },
  accepts: {
    'a bucket of the estate': { name: 'p-landing', logging: { log_bucket: '${google_storage_bucket.audit.name}' } },
    'a name, with a prefix and labels': {
      name: 'p-landing',
      labels: { a: 'b' },
      logging: [{ log_bucket: 'central-logs', log_object_prefix: 'landing' }],
    },
  },
  ignores: {
    'the bucket where the logs go': { name: 'p-audit' },
    'another type': new OfType('google_compute_route', {}),
  },
  unknown: {
    'a computed bucket': { name: 'p-landing', logging: { log_bucket: '${var.logs}' } },
    'which bucket it is': { name: '${var.name}' },
  },
});
