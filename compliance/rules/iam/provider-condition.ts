import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const providerCondition: ResourceRule = {
  id: 'iam-provider-condition',
  title: 'Workload identity federation accepts named organizations or repositories only',
  severity: 'high',
  controls: ['164.312(d)', '164.312(a)(1)', '164.312(a)(2)(i)'],
  why: 'A provider such as a code host signs tokens for everyone with an account there.',
  fix: 'Set attribute_condition to your organization or repository.',
  resourceTypes: ['google_iam_workload_identity_pool_provider'],
  check({ attributes }) {
    const condition = attribute(attributes, 'attribute_condition');
    if (isUnknown(condition)) return 'unknown';
    return /\b(assertion|attribute|google)\b/.test(String(condition ?? ''))
      ? []
      : [{ attribute: 'attribute_condition', message: 'every account of the provider is accepted' }];
  },
};
