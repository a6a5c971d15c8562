import { attribute } from '../../arguments/attribute';
import { namedServiceAccount } from '../../rule-parts/named-service-account';
import type { ResourceRule } from '../../verdicts/rule';

export const environmentServiceAccount: ResourceRule = {
  id: 'composer-environment-service-account',
  title: 'Composer environments run under a service account of their own',
  severity: 'high',
  controls: ['164.312(a)(2)(i)', '164.308(a)(4)(ii)(B)'],
  why: 'Everything without an account of its own shares the default account, which is often an editor.',
  fix: 'Set config.node_config.service_account.',
  resourceTypes: ['google_composer_environment'],
  check: ({ attributes }) =>
    namedServiceAccount(
      attribute(attributes, 'config', 'node_config', 'service_account'),
      'config.node_config.service_account',
    ),
};
