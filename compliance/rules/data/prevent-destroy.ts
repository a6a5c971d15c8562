import { blocks } from '../../arguments/attribute';
import { isBeforeProduction, type Resource } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';

function isView({ attributes }: Resource): boolean {
  return ['view', 'materialized_view', 'external_data_configuration'].some(
    (name) => blocks(attributes, name).length > 0,
  );
}

export const dataPreventDestroy: ResourceRule = {
  id: 'data-prevent-destroy',
  title: 'An apply cannot destroy resources that hold production data',
  severity: 'high',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(c)(1)'],
  why: 'A changed argument can make Terraform replace a resource, which deletes the old one with its data.',
  fix: 'Set lifecycle.prevent_destroy to true.',
  resourceTypes: [
    'google_storage_bucket',
    'google_bigquery_dataset',
    'google_bigquery_table',
    'google_sql_database_instance',
  ],
  check(resource) {
    // A view is its query, and a replica a copy.
    const isCopy = typeof resource.attributes['master_instance_name'] === 'string';
    if (isBeforeProduction(resource) || isCopy || isView(resource)) return 'not_applicable';
    if (resource.preventDestroy === undefined) return 'unknown';
    return resource.preventDestroy
      ? []
      : [{ attribute: 'lifecycle.prevent_destroy', message: 'lifecycle.prevent_destroy is not true' }];
  },
};
