import { attribute } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const bucketPublicAccessPrevention: ResourceRule = {
  id: 'storage-bucket-public-access-prevention',
  title: 'Buckets enforce public access prevention',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
  why: 'With "inherited", one grant to allUsers publishes every object, unless an organization policy forbids it.',
  fix: 'Set public_access_prevention to "enforced".',
  resourceTypes: ['google_storage_bucket'],
  check: (bucket) =>
    expectValue(
      attribute(bucket.attributes, 'public_access_prevention'),
      (value) => String(value).toLowerCase() === 'enforced',
      { attribute: 'public_access_prevention', message: 'public_access_prevention is not "enforced"' },
    ),
};
