import { itJudges, OfType } from '../../../test/rule-cases';
import { datasetNoProjectGroups } from './dataset-no-project-groups';

itJudges(datasetNoProjectGroups, {
  type: 'google_bigquery_dataset',
  reports: {
    'readers of the project': [
      {
        access: [
          { role: 'OWNER', user_by_email: 'a@b' },
          { role: 'READER', special_group: 'projectReaders' },
        ],
      },
      'access.special_group',
    ],
    'writers, apart': [
      new OfType('google_bigquery_dataset_access', { role: 'WRITER', special_group: 'projectWriters' }),
      'special_group',
    ],
    'viewers of a project, in a binding': [
      new OfType('google_storage_bucket_iam_binding', {
        role: 'roles/storage.objectViewer',
        members: ['projectViewer:p', 'group:a@b.example'],
      }),
      'members',
    ],
  },
  accepts: {
    'a dataset without a list': { dataset_id: 'gold', labels: { a: 'b' } },
    'owners who own': { access: [{ role: 'OWNER', special_group: 'projectOwners' }] },
    'a group': new OfType('google_bigquery_dataset_iam_member', {
      role: 'roles/bigquery.dataViewer',
      member: 'group:a@b.example',
    }),
  },
  ignores: { 'another type': new OfType('google_bigquery_table', {}) },
  unknown: {},
});
