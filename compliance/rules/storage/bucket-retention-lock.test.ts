import { itJudges, OfType } from '../../../test/rule-cases';
import { bucketRetentionLock } from './bucket-retention-lock';

itJudges(bucketRetentionLock, {
  type: 'google_storage_bucket',
  reports: {
    'an audit bucket without retention': [{ name: 'p-audit' }, 'retention_policy.is_locked'],
    'an archive that is not locked': [
      { name: 'p-archive', retention_policy: [{ retention_period: 189216000 }] },
      'retention_policy.is_locked',
    ],
    'a lock that is taken away': [
      { name: 'x', labels: { data_class: 'audit' }, retention_policy: { is_locked: false } },
      'retention_policy.is_locked',
    ],
  },
  accepts: {
    'a lock': { name: 'p-audit', retention_policy: { is_locked: true } },
    'a lock as text, in a list, with labels': {
      name: 'p-archive',
      labels: { team: 'a' },
      retention_policy: [{ is_locked: 'true' }],
    },
  },
  ignores: {
    'a bucket that keeps no records': { name: 'p-landing' },
    'a stage before production': { name: 'p-audit', labels: { stage: 'dev' } },
    'another type': new OfType('google_compute_route', {}),
  },
  unknown: {
    'which bucket it is': { name: '${var.name}' },
    'a computed lock': { name: 'p-audit', retention_policy: { is_locked: '${var.lock}' } },
  },
});
