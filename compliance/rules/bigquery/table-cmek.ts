import { attribute } from '../../arguments/attribute';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import { storesNothing } from '../../rule-parts/table-kind';
import type { ResourceRule } from '../../verdicts/rule';

export const tableCmek: ResourceRule = {
  id: 'bigquery-table-cmek',
  title: 'Each table names the key of the customer that encrypts it',
  severity: 'medium',
  controls: ['164.312(a)(2)(iv)'],
  why: "The key of the dataset is taken when the table is made and at no other time; who changes the dataset changes the next table's.",
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
