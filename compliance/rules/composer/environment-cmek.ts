import { attribute } from '../../arguments/attribute';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import type { ResourceRule } from '../../verdicts/rule';

export const environmentCmek: ResourceRule = {
  id: 'composer-environment-cmek',
  title: 'Composer environments are encrypted with a customer-managed key in their region',
  severity: 'high',
  controls: ['164.312(a)(2)(iv)'],
  why: 'Its database keeps the parameters and logs of every run. The key cannot be added later.',
  fix: 'Set config.encryption_config.kms_key_name to a key in the region of the environment.',
  resourceTypes: ['google_composer_environment'],
  check: ({ attributes }) =>
    customerManagedKey(
      attribute(attributes, 'config', 'encryption_config', 'kms_key_name'),
      'config.encryption_config.kms_key_name',
      attributes['region'],
    ),
};
