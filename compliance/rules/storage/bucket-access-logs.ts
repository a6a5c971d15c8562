import { attribute, isUnknown } from '../../arguments/attribute';
import { referenced } from '../../estate/references';
import type { Resource } from '../../estate/resource';
import { keepsRecords } from '../../rule-parts/keeps-records';
import type { ResourceRule } from '../../verdicts/rule';

const ARGUMENT = 'logging.log_bucket';

function logsIntoItself(bucket: Resource, logBucket: unknown, target: Resource | undefined): boolean {
  return target?.address === bucket.address || (logBucket !== undefined && logBucket === bucket.attributes['name']);
}

export const bucketAccessLogs: ResourceRule = {
  id: 'storage-bucket-access-logs',
  title: 'Buckets log every access into another bucket',
  severity: 'medium',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'The access log also has downloads by signed URL and by lifecycle, which the audit log lacks. In the same bucket, deleting the data would delete the log.',
  fix: 'Set logging.log_bucket to the bucket of audit records.',
  resourceTypes: ['google_storage_bucket'],
  check(bucket, estate) {
    const logBucket = attribute(bucket.attributes, 'logging', 'log_bucket');
    const target = referenced(estate, bucket, logBucket);
    if (logsIntoItself(bucket, logBucket, target)) {
      return [{ attribute: ARGUMENT, message: 'the bucket logs into itself' }];
    }
    // The log bucket itself has no access log; the audit log records its accesses.
    if (logBucket === undefined || logBucket === '') {
      const judged = keepsRecords(bucket);
      if (judged === 'unknown') return judged;
      const isArchive = /\barchive\b/.test(String(bucket.attributes['name']));
      if (judged && !isArchive) return 'not_applicable';
      return [{ attribute: ARGUMENT, message: 'accesses are not logged' }];
    }
    return isUnknown(logBucket) && !target ? 'unknown' : [];
  },
};
