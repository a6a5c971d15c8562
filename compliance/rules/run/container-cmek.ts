import type { ResourceRule } from '../../rule';
import { customerManagedKey } from '../customer-managed-key';
import { CONTAINER_TYPES } from './container-types';
import { inTemplate } from './in-template';

export const containerCmek: ResourceRule = {
  id: 'run-container-cmek',
  title: 'Cloud Run jobs and services are encrypted with a key of the customer, in their location',
  severity: 'medium',
  controls: ['164.312(a)(2)(iv)'],
  why: 'The image and what an instance writes to its disk can hold configuration and rows.',
  fix: 'Set encryption_key in the template to a key in the location of the job.',
  resourceTypes: CONTAINER_TYPES,
  check(container) {
    const { value, path } = inTemplate(container, 'encryption_key');
    return customerManagedKey(value, path, container.attributes['location']);
  },
};
