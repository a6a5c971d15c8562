import { SECONDS_PER_DAY, SIX_YEARS_DAYS } from '../../../model';
import { attribute, numberOf } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import { keepsRecords } from '../../rule-parts/keeps-records';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const bucketRetention: ResourceRule = {
  id: 'storage-bucket-retention',
  title: 'Buckets of audit records and archives keep objects for six years',
  severity: 'high',
  controls: ['164.316(b)(2)(i)', '164.312(c)(1)', '164.312(c)(2)', '164.310(d)(2)(i)'],
  why: 'Records that can be deleted earlier may be missing when an auditor asks for them.',
  fix: `Set retention_policy.retention_period to ${SIX_YEARS_DAYS * SECONDS_PER_DAY} seconds or more.`,
  resourceTypes: ['google_storage_bucket'],
  check(bucket) {
    if (isBeforeProduction(bucket)) return 'not_applicable';
    const judged = keepsRecords(bucket);
    if (judged !== true) return judged === false ? 'not_applicable' : judged;
    return expectValue(
      attribute(bucket.attributes, 'retention_policy', 'retention_period'),
      (seconds) => numberOf(seconds) >= SIX_YEARS_DAYS * SECONDS_PER_DAY,
      {
        attribute: 'retention_policy.retention_period',
        message: `retention_policy.retention_period is not ${SIX_YEARS_DAYS} days or more`,
      },
    );
  },
};
