import type { ResourceRule } from '../../verdicts/rule';

export const noHmacKeys: ResourceRule = {
  id: 'storage-no-hmac-keys',
  title: 'No HMAC key opens the buckets',
  severity: 'high',
  controls: ['164.312(a)(2)(i)', '164.312(d)', '164.308(a)(5)(ii)(D)'],
  why: 'It is a password that never ends, works from anywhere, and stands in the Terraform state.',
  fix: 'Let the workload use the identity of its service account.',
  resourceTypes: ['google_storage_hmac_key'],
  check: ({ attributes }) =>
    attributes['state'] === 'INACTIVE'
      ? []
      : [{ attribute: 'service_account_email', message: 'a service account gets an HMAC key' }],
};
