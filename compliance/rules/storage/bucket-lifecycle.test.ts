import { itJudges, OfType } from '../../../test/rule-cases';
import { bucketLifecycle } from './bucket-lifecycle';

const at = 'lifecycle_rule.condition';
const deleting = (condition: Record<string, string | number | boolean>) => ({ action: { type: 'Delete' }, condition });

itJudges(bucketLifecycle, {
  type: 'google_storage_bucket',
  reports: {
    'an archive that is emptied before six years': [
      { name: 'p-archive', lifecycle_rule: [deleting({ age: 2189 })] },
      at,
    ],
    'an audit bucket that deletes older versions at once': [
      { name: 'p-audit', lifecycle_rule: deleting({ days_since_noncurrent_time: 90, with_state: 'ARCHIVED' }) },
      at,
    ],
    'older versions that go without an age': [
      { name: 'p-landing', lifecycle_rule: [deleting({ with_state: 'ARCHIVED' })] },
      at,
    ],
    'older versions that go after a day': [
      { name: 'p-landing', lifecycle_rule: [deleting({ days_since_noncurrent_time: 1 })] },
      at,
    ],
    'objects that go on the day they come, among other rules': [
      {
        name: 'p-landing',
        lifecycle_rule: [
          { action: [{ type: 'SetStorageClass' }], condition: [{ age: 1 }] },
          { action: [{ type: 'Delete' }], condition: [{ age: 0, send_age_if_zero: true }] },
        ],
      },
      at,
    ],
  },
  accepts: {
    'no rule at all': { name: 'p-landing' },
    'an archive that is kept for seven years, in colder storage': {
      name: 'p-archive',
      lifecycle_rule: [{ action: { type: 'SetStorageClass' }, condition: { age: 9 } }, deleting({ age: 2555 })],
    },
    'older versions that stay for 90 days': {
      name: 'p-landing',
      labels: { a: 'b' },
      lifecycle_rule: [deleting({ days_since_noncurrent_time: '90', with_state: 'ARCHIVED' })],
    },
    'older versions of which some always stay': {
      name: 'p-landing',
      lifecycle_rule: [deleting({ num_newer_versions: 5 })],
    },
    'uploads that were never finished': {
      name: 'p-audit',
      lifecycle_rule: [{ action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 1 } }],
    },
  },
  ignores: {
    'a stage before production': {
      name: 'p-archive',
      labels: { stage: 'dev' },
      lifecycle_rule: [deleting({ age: 1 })],
    },
    'another type': new OfType('google_compute_route', {}),
  },
  unknown: {
    'a computed age': { name: 'p-landing', lifecycle_rule: [deleting({ age: '${var.days}' })] },
    'a computed action': { name: 'p-landing', lifecycle_rule: [{ action: { type: '${var.action}' }, condition: {} }] },
    'rules from a list': { name: 'p-landing', dynamic: { lifecycle_rule: {} } },
    'which bucket it is': { name: '${var.name}', lifecycle_rule: [deleting({ age: 90 })] },
  },
});
