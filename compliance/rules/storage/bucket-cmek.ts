import { attribute } from '../../arguments/attribute';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import type { ResourceRule } from '../../verdicts/rule';

export const bucketCmek: ResourceRule = {
  id: 'storage-bucket-cmek',
  title: 'Buckets are encrypted with a customer-managed key in their location',
  severity: 'high',
  controls: ['164.312(a)(2)(iv)'],
  why: 'With a key of his own the customer can end all access and see each use of the key.',
  fix: 'Set encryption.default_kms_key_name to a key in the location of the bucket.',
  resourceTypes: ['google_storage_bucket'],
  check: ({ attributes }) =>
    customerManagedKey(
      attribute(attributes, 'encryption', 'default_kms_key_name'),
      'encryption.default_kms_key_name',
      attributes['location'],
    ),
};
