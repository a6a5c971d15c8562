import { attribute, isUnknown } from '../../arguments/attribute';
import { meant } from '../../estate/references';
import { isBeforeProduction } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';

export const databaseDeletionPolicy: ResourceRule = {
  id: 'sql-database-deletion-policy',
  title: 'An apply cannot drop a schema of a production database',
  severity: 'medium',
  controls: ['164.312(c)(1)', '164.308(a)(7)(ii)(C)'],
  why: 'The deletion protection of the instance does not cover its schemas: a renamed schema is dropped with its tables.',
  fix: 'Set deletion_policy to ABANDON, or lifecycle.prevent_destroy to true.',
  resourceTypes: ['google_sql_database'],
  check(database, estate) {
    const policy = attribute(database.attributes, 'deletion_policy');
    if (policy === 'ABANDON' || database.preventDestroy === true) return [];
    const instance = meant(estate, database, database.attributes['instance'], 'google_sql_database_instance');
    if (instance && isBeforeProduction(instance)) return 'not_applicable';
    if (isUnknown(policy) || (!instance && !estate.complete)) return 'unknown';
    return [{ attribute: 'deletion_policy', message: 'removing the resource drops the schema' }];
  },
};
