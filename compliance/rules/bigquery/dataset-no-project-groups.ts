import { judgeGrants } from '../../grants/grants-of';
import { DATASET_GRANT_TYPES } from '../../rule-parts/dataset-grant-types';
import type { ResourceRule } from '../../verdicts/rule';

const PROJECT_GROUP = /^(projectOwners?|projectWriters|projectEditor|projectReaders|projectViewer)(:|$)/;

export const datasetNoProjectGroups: ResourceRule = {
  id: 'bigquery-dataset-no-project-groups',
  title: 'Datasets and buckets grant nothing to the owners, editors or viewers of a project',
  severity: 'medium',
  controls: ['164.308(a)(4)(ii)(B)', '164.502(b)', '164.514(d)'],
  why: 'Anyone who becomes a viewer of the project for another reason can also read the data.',
  fix: 'Grant to groups and service accounts by name.',
  resourceTypes: [
    ...DATASET_GRANT_TYPES,
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
