import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const secretReplication: ResourceRule = {
  id: 'secret-replication',
  title: 'Secrets are replicated to named locations',
  severity: 'low',
  controls: ['164.310(d)(2)(iii)', '164.312(a)(2)(iv)'],
  why: 'With automatic replication Google chooses the locations, and the customer-managed key has to be global.',
  fix: 'Name the locations under replication.user_managed.replicas.',
  resourceTypes: ['google_secret_manager_secret'],
  check({ attributes }) {
    const value = attribute(attributes, 'replication');
    if (isUnknown(value)) return 'unknown';
    const replicas = blocks(attribute(attributes, 'replication', 'user_managed'), 'replicas');
    if (replicas === 'unknown') return replicas;
    if (replicas.some((each) => isUnknown(each['location']))) return 'unknown';
    return replicas.some((each) => typeof each['location'] === 'string' && each['location'] !== '')
      ? []
      : [{ attribute: 'replication.user_managed', message: 'the secret is replicated automatically' }];
  },
};
