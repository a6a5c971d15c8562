import { attribute, blocks } from '../../arguments/attribute';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf } from '../../verdicts/verdict';

export const secretCmek: ResourceRule = {
  id: 'secret-cmek',
  title: 'Secrets are encrypted with a customer-managed key in each of their locations',
  severity: 'high',
  controls: ['164.312(a)(2)(iv)', '164.308(a)(5)(ii)(D)'],
  why: 'A secret opens the database that holds the data.',
  fix: 'Set customer_managed_encryption.kms_key_name under replication, once for each replica.',
  resourceTypes: ['google_secret_manager_secret', 'google_secret_manager_regional_secret'],
  check({ type, attributes }) {
    if (type === 'google_secret_manager_regional_secret') {
      const path = ['customer_managed_encryption', 'kms_key_name'];
      return customerManagedKey(attribute(attributes, ...path), path.join('.'), attributes['location']);
    }
    const replicas = blocks(attribute(attributes, 'replication', 'user_managed'), 'replicas');
    if (replicas === 'unknown') return replicas;
    if (replicas.length === 0) {
      // Automatic replication takes a key of the location "global".
      const path = ['replication', 'auto', 'customer_managed_encryption', 'kms_key_name'];
      return customerManagedKey(attribute(attributes, ...path), path.join('.'), 'global');
    }
    return allOf(
      ...replicas.map((replica) =>
        customerManagedKey(
          attribute(replica, 'customer_managed_encryption', 'kms_key_name'),
          'replication.user_managed.replicas.customer_managed_encryption.kms_key_name',
          replica['location'],
        ),
      ),
    );
  },
};
