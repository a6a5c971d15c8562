import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import type { ResourceRule } from '../../verdicts/rule';

export const repositoryCmek: ResourceRule = {
  id: 'registry-repository-cmek',
  title: 'Images are encrypted with a customer-managed key in their location',
  severity: 'medium',
  controls: ['164.312(a)(2)(iv)'],
  why: 'Images hold programs and configuration; with a key of his own the customer can also disable them.',
  fix: 'Set kms_key_name to a key in the location of the repository.',
  resourceTypes: ['google_artifact_registry_repository'],
  check: ({ attributes }) => customerManagedKey(attributes['kms_key_name'], 'kms_key_name', attributes['location']),
};
