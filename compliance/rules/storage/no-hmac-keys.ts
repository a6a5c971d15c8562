import type { ResourceRule } from '../../verdicts/rule';

export const noHmacKeys: ResourceRule = {
  id: 'storage-no-hmac-keys',
  title: 'Service accounts have no HMAC keys',
  severity: 'high',
  controls: ['164.312(a)(2)(i)', '164.312(d)', '164.308(a)(5)(ii)(D)'],
  why: 'An HMAC key is a password that never expires, works from anywhere, and is in the Terraform state.',
  fix: 'Let the workload use the identity of its service account.',
  resourceTypes: ['google_storage_hmac_key'],
  check: ({ attributes }) =>
    attributes['state'] === 'INACTIVE'
      ? []
      : [{ attribute: 'service_account_email', message: 'a service account gets an HMAC key' }],
};
