import { itJudges, OfType } from '../../../test/rule-cases';
import { bucketSoftDelete } from './bucket-soft-delete';

const at = 'soft_delete_policy.retention_duration_seconds';

itJudges(bucketSoftDelete, {
  type: 'google_storage_bucket',
  reports: {
    'a bucket that leaves it to the organization': [{}, at],
    'soft delete switched off': [{ soft_delete_policy: { retention_duration_seconds: 0 } }, at],
    'six days': [{ soft_delete_policy: [{ retention_duration_seconds: 518400 }] }, at],
  },
  accepts: {
    'seven days': { soft_delete_policy: { retention_duration_seconds: 604800 } },
    'thirty, as text, with labels': {
      labels: { a: 'b' },
      soft_delete_policy: [{ retention_duration_seconds: '2592000' }],
    },
  },
  ignores: {
    'a stage before production': { labels: { stage: 'test' } },
    'another type': new OfType('google_compute_route', {}),
  },
  unknown: { 'a computed duration': { soft_delete_policy: { retention_duration_seconds: '${var.s}' } } },
});
