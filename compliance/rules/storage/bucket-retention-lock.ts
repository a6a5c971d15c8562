import { attribute, isTrue } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import { keepsRecords } from '../../rule-parts/keeps-records';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const bucketRetentionLock: ResourceRule = {
  id: 'storage-bucket-retention-lock',
  title: 'Retention of production audit records and archives is locked',
  severity: 'high',
  controls: ['164.316(b)(2)(i)', '164.312(c)(1)', '164.312(b)'],
  why: 'A bucket administrator could otherwise remove the retention, and then the records.',
  fix: 'Set retention_policy.is_locked to true. It cannot be undone, and the bucket cannot be deleted while it holds records.',
  resourceTypes: ['google_storage_bucket'],
  check(bucket) {
    if (isBeforeProduction(bucket)) return 'not_applicable';
    const judged = keepsRecords(bucket);
    if (judged !== true) return judged === false ? 'not_applicable' : judged;
    return expectValue(attribute(bucket.attributes, 'retention_policy', 'is_locked'), isTrue, {
      attribute: 'retention_policy.is_locked',
      message: 'retention_policy.is_locked is not true',
    });
  },
};
