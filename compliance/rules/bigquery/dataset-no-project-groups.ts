import { judgeGrants } from '../../grants/grants-of';
import type { ResourceRule } from '../../rule';

const PROJECT_GROUP = /^(projectOwners?|projectWriters|projectEditor|projectReaders|projectViewer)(:|$)/;

export const datasetNoProjectGroups: ResourceRule = {
  id: 'bigquery-dataset-no-project-groups',
  title: 'No dataset or bucket is open to whoever has a role on the project',
  severity: 'medium',
  controls: ['164.308(a)(4)(ii)(B)', '164.502(b)', '164.514(d)'],
  why: 'Everybody who is made a viewer of the project for another reason reads the data too.',
  fix: 'Grant to groups and service accounts by name.',
  resourceTypes: [
    'google_bigquery_dataset',
    'google_bigquery_dataset_access',
    'google_bigquery_dataset_iam_member',
    'google_bigquery_dataset_iam_binding',
    'google_bigquery_dataset_iam_policy',
    'google_bigquery_table_iam_member',
    'google_bigquery_table_iam_binding',
    'google_bigquery_table_iam_policy',
    'google_storage_bucket_iam_member',
    'google_storage_bucket_iam_binding',
    'google_storage_bucket_iam_policy',
  ],
  check: (resource, estate) =>
    judgeGrants(resource, estate, ({ principal, role, argument }) => {
      // Somebody has to own an inline list; the owners of the project may change it anyway.
      if (!PROJECT_GROUP.test(principal) || (principal === 'projectOwners' && role === 'OWNER')) return [];
      return [{ attribute: argument, message: `${principal} gets ${role}` }];
    }),
};
