import type { ResourceRule } from '../../verdicts/rule';

export const noAccessLists: ResourceRule = {
  id: 'storage-no-access-lists',
  title: 'Buckets and objects have no access lists',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
  why: 'An access list grants access that the IAM grants do not show, and stays when the group loses its role.',
  fix: 'Grant with google_storage_bucket_iam_member, and enable uniform access.',
  resourceTypes: [
    'google_storage_bucket_acl',
    'google_storage_bucket_access_control',
    'google_storage_default_object_acl',
    'google_storage_default_object_access_control',
    'google_storage_object_acl',
    'google_storage_object_access_control',
  ],
  check: ({ attributes }) => [
    {
      attribute: ['predefined_acl', 'role_entity', 'entity'].find((name) => attributes[name] !== undefined) ?? 'bucket',
      message: 'an access list grants access beside IAM',
    },
  ],
};
