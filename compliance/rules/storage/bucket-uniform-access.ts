import { attribute, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const bucketUniformAccess: ResourceRule = {
  id: 'storage-bucket-uniform-access',
  title: 'Buckets use IAM alone (uniform access)',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
  why: 'Access lists on single objects grant access that the IAM grants do not show.',
  fix: 'Set uniform_bucket_level_access to true.',
  resourceTypes: ['google_storage_bucket'],
  check: (bucket) =>
    expectValue(attribute(bucket.attributes, 'uniform_bucket_level_access'), isTrue, {
      attribute: 'uniform_bucket_level_access',
      message: 'uniform_bucket_level_access is not true',
    }),
};
