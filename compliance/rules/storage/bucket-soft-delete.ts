import { SECONDS_PER_DAY } from '../../../model';
import { attribute, numberOf } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import { LEAST_SOFT_DELETE_DAYS } from '../../rule-parts/soft-delete';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const bucketSoftDelete: ResourceRule = {
  id: 'storage-bucket-soft-delete',
  title: `Production buckets can restore deleted objects for ${LEAST_SOFT_DELETE_DAYS} days`,
  severity: 'medium',
  controls: ['164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)', '164.312(c)(1)'],
  why: 'A user who can delete objects can also delete their older versions; soft delete keeps both. An organization can disable the default.',
  fix: `Set soft_delete_policy.retention_duration_seconds to ${LEAST_SOFT_DELETE_DAYS * SECONDS_PER_DAY} or more.`,
  resourceTypes: ['google_storage_bucket'],
  check(bucket) {
    if (isBeforeProduction(bucket)) return 'not_applicable';
    return expectValue(
      attribute(bucket.attributes, 'soft_delete_policy', 'retention_duration_seconds'),
      (seconds) => numberOf(seconds) >= LEAST_SOFT_DELETE_DAYS * SECONDS_PER_DAY,
      {
        attribute: 'soft_delete_policy.retention_duration_seconds',
        message: `soft_delete_policy does not keep deleted objects for ${LEAST_SOFT_DELETE_DAYS} days`,
      },
    );
  },
};
