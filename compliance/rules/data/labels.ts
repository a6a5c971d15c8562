import { attribute, isObject, isUnknown, type Json } from '../../arguments/attribute';
import { labelsOf, type Resource } from '../../estate/resource';
import { DATA_HOLDING_TYPES } from '../../rule-parts/projects';
import type { ResourceRule } from '../../verdicts/rule';

export const REQUIRED_LABELS = ['data_class', 'owner'] as const;

/** Cloud SQL has its labels in the settings, where the provider's default labels do not reach. */
function labels(resource: Resource): Json | undefined {
  if (isUnknown(resource.attributes['labels'])) return resource.attributes['labels'];
  return resource.type === 'google_sql_database_instance'
    ? attribute(resource.attributes, 'settings', 'user_labels')
    : labelsOf(resource);
}

export const dataLabels: ResourceRule = {
  id: 'data-labels',
  title: 'Resources that hold data are labelled with data class and owner',
  severity: 'low',
  controls: ['164.310(d)(2)(iii)'],
  why: 'Nobody can account for, or dispose of, data that is not recorded.',
  fix: `Set the labels ${REQUIRED_LABELS.join(' and ')}.`,
  resourceTypes: [...DATA_HOLDING_TYPES],
  check(resource) {
    const given = labels(resource);
    if (isUnknown(given)) return 'unknown';
    const set = isObject(given) ? given : {};
    const argument = resource.type === 'google_sql_database_instance' ? 'settings.user_labels' : 'labels';
    return REQUIRED_LABELS.filter((name) => !set[name]).map((name) => ({
      attribute: `${argument}.${name}`,
      message: `the label ${name} is missing`,
    }));
  },
};
