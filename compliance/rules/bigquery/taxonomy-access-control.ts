import { attribute, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const taxonomyAccessControl: ResourceRule = {
  id: 'bigquery-taxonomy-access-control',
  title: 'Taxonomies enforce access control by policy tag',
  severity: 'high',
  controls: ['164.502(b)', '164.514(d)', '164.312(a)(1)'],
  why: 'Without activation a taxonomy is only a list of names: columns with its tags are read in clear text.',
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
