import type { ResourceRule } from '../../verdicts/rule';

export const noServiceAccountKeys: ResourceRule = {
  id: 'iam-no-service-account-keys',
  title: 'Service accounts have no keys',
  severity: 'high',
  controls: ['164.312(a)(2)(i)', '164.312(d)', '164.308(a)(5)(ii)(D)'],
  why: 'A key is a password in a file: anyone with the file is the account, and its private half is in the Terraform state.',
  fix: 'Attach the account to the workload, or use workload identity federation.',
  resourceTypes: ['google_service_account_key', 'google_storage_hmac_key'],
  check: () => [{ attribute: 'service_account_id', message: 'creates a key of a service account' }],
};
