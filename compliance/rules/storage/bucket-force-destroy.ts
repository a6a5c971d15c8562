import { attribute, isTrue } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const bucketForceDestroy: ResourceRule = {
  id: 'storage-bucket-force-destroy',
  title: 'An apply cannot delete a production bucket that has objects',
  severity: 'high',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(c)(1)'],
  why: 'With force_destroy, a change that replaces the bucket deletes every object and version first.',
  fix: 'Leave force_destroy at false.',
  resourceTypes: ['google_storage_bucket'],
  check(bucket) {
    if (isBeforeProduction(bucket)) return 'not_applicable';
    return expectValue(attribute(bucket.attributes, 'force_destroy'), (value) => !isTrue(value), {
      attribute: 'force_destroy',
      message: 'force_destroy is true',
    });
  },
};
