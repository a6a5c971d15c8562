import { attribute } from '../../arguments/attribute';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import { storesNothing } from '../../rule-parts/table-kind';
import type { ResourceRule } from '../../verdicts/rule';

export const tableCmek: ResourceRule = {
  id: 'bigquery-table-cmek',
  title: 'Each table names its customer-managed key',
  severity: 'medium',
  controls: ['164.312(a)(2)(iv)'],
  why: "The dataset's key applies only when a table is created; changing the dataset changes the key of later tables.",
  fix: 'Set encryption_configuration.kms_key_name.',
  resourceTypes: ['google_bigquery_table'],
  check: ({ attributes }) =>
    storesNothing(attributes)
      ? 'not_applicable'
      : customerManagedKey(
          attribute(attributes, 'encryption_configuration', 'kms_key_name'),
          'encryption_configuration.kms_key_name',
        ),
};
