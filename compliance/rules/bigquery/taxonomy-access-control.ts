import { attribute, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const taxonomyAccessControl: ResourceRule = {
  id: 'bigquery-taxonomy-access-control',
  title: 'Policy tags refuse whoever has no grant on them',
  severity: 'high',
  controls: ['164.502(b)', '164.514(d)', '164.312(a)(1)'],
  why: 'A taxonomy for which nothing is activated is a list of words: every column with its tags is read in clear text.',
  fix: 'Set activated_policy_types to FINE_GRAINED_ACCESS_CONTROL.',
  resourceTypes: ['google_data_catalog_taxonomy'],
  check({ attributes }) {
    const types = strings(attribute(attributes, 'activated_policy_types'));
    if (types === 'unknown') return types;
    return types.includes('FINE_GRAINED_ACCESS_CONTROL')
      ? []
      : [{ attribute: 'activated_policy_types', message: 'FINE_GRAINED_ACCESS_CONTROL is not activated' }];
  },
};
