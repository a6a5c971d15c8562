import { attribute } from '../../arguments/attribute';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import type { ResourceRule } from '../../verdicts/rule';

export const instanceCmek: ResourceRule = {
  id: 'sql-instance-cmek',
  title: 'Databases are encrypted with a customer-managed key in their region',
  severity: 'high',
  controls: ['164.312(a)(2)(iv)'],
  why: 'With a key of his own the customer can end all access. The key cannot be added to an existing instance.',
  fix: 'Set encryption_key_name to a key in the region of the instance.',
  resourceTypes: ['google_sql_database_instance'],
  check({ attributes }) {
    const key = attribute(attributes, 'encryption_key_name');
    // A replica in the region of its primary takes over its key.
    if (key === undefined && typeof attributes['master_instance_name'] === 'string') return 'not_applicable';
    return customerManagedKey(key, 'encryption_key_name', attributes['region']);
  },
};
