import { attribute, isFalse } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import { CONTAINER_TYPES } from '../../rule-parts/container-types';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const containerDeletionProtection: ResourceRule = {
  id: 'run-container-deletion-protection',
  title: 'Production jobs and services are protected against deletion',
  severity: 'low',
  controls: ['164.308(a)(7)(ii)(C)'],
  why: 'A deleted step stops the whole run, and its executions are lost.',
  fix: 'Leave deletion_protection out, or set it to true.',
  resourceTypes: CONTAINER_TYPES,
  check(container) {
    if (isBeforeProduction(container)) return 'not_applicable';
    return expectValue(attribute(container.attributes, 'deletion_protection'), (value) => !isFalse(value), {
      attribute: 'deletion_protection',
      message: 'deletion_protection is false',
    });
  },
};
