import { attribute } from '../../arguments/attribute';
import { namedServiceAccount } from '../../rule-parts/named-service-account';
import type { ResourceRule } from '../../verdicts/rule';

export const triggerServiceAccount: ResourceRule = {
  id: 'build-trigger-service-account',
  title: 'Builds run under a service account of their own',
  severity: 'high',
  controls: ['164.312(a)(2)(i)', '164.308(a)(4)(ii)(B)'],
  why: 'The default account of builds can change most of the project, and every build shares it.',
  fix: 'Set service_account.',
  resourceTypes: ['google_cloudbuild_trigger'],
  check: ({ attributes }) => namedServiceAccount(attribute(attributes, 'service_account'), 'service_account'),
};
