import { attribute } from '../../arguments/attribute';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import type { ResourceRule } from '../../verdicts/rule';

export const datasetCmek: ResourceRule = {
  id: 'bigquery-dataset-cmek',
  title: 'Datasets encrypt new tables with a customer-managed key in their location',
  severity: 'high',
  controls: ['164.312(a)(2)(iv)'],
  why: "Tables that a query creates use the dataset's default key; without one Google's own key encrypts them.",
  fix: 'Set default_encryption_configuration.kms_key_name to a key in the location of the dataset.',
  resourceTypes: ['google_bigquery_dataset'],
  check({ attributes }) {
    // A dataset that shows tables of another system stores nothing.
    if (attribute(attributes, 'external_dataset_reference') !== undefined) return 'not_applicable';
    return customerManagedKey(
      attribute(attributes, 'default_encryption_configuration', 'kms_key_name'),
      'default_encryption_configuration.kms_key_name',
      attributes['location'],
    );
  },
};
