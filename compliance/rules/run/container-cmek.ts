import { CONTAINER_TYPES } from '../../rule-parts/container-types';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import { inTemplate } from '../../rule-parts/in-template';
import type { ResourceRule } from '../../verdicts/rule';

export const containerCmek: ResourceRule = {
  id: 'run-container-cmek',
  title: 'Cloud Run jobs and services are encrypted with a customer-managed key in their location',
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
