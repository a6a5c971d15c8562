import { CONTAINER_TYPES } from '../../rule-parts/container-types';
import { inTemplate } from '../../rule-parts/in-template';
import { namedServiceAccount } from '../../rule-parts/named-service-account';
import type { ResourceRule } from '../../verdicts/rule';

export const containerServiceAccount: ResourceRule = {
  id: 'run-container-service-account',
  title: 'Cloud Run jobs and services run under a service account of their own',
  severity: 'high',
  controls: ['164.312(a)(2)(i)', '164.308(a)(4)(ii)(B)'],
  why: 'Everything without an account of its own shares the default account, which is often an editor.',
  fix: 'Set service_account in the template.',
  resourceTypes: CONTAINER_TYPES,
  check(container) {
    const { value, path } = inTemplate(container, 'service_account');
    return namedServiceAccount(value, path);
  },
};
