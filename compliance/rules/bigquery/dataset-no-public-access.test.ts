import { judged } from '../../../test/judged';
import { datasetNoPublicAccess } from './dataset-no-public-access';

it('reports everybody, every Google account and whole domains, however the grant is written', () => {
  expect(
    judged(datasetNoPublicAccess, {
      google_bigquery_dataset: {
        inline: {
          access: [
            { role: 'OWNER', group_by_email: 'a@b.example' },
            { role: 'READER', special_group: 'allAuthenticatedUsers' },
          ],
        },
      },
      google_bigquery_dataset_access: { domain: { role: 'READER', domain: 'b.example' } },
      google_bigquery_dataset_iam_member: { everybody: { role: 'roles/bigquery.dataViewer', member: 'allUsers' } },
      google_bigquery_dataset_iam_binding: {
        accounts: { role: 'roles/bigquery.dataViewer', members: ['group:a@b.example', 'allAuthenticatedUsers'] },
      },
    }),
  ).toEqual({
    checked: 4,
    defects: {
      'google_bigquery_dataset.inline': ['access.special_group'],
      'google_bigquery_dataset_access.domain': ['domain'],
      'google_bigquery_dataset_iam_member.everybody': ['member'],
      'google_bigquery_dataset_iam_binding.accounts': ['members'],
    },
    unknown: [],
  });
});
it('accepts groups, accounts, views, project groups and no grants at all, having looked at them', () => {
  expect(
    judged(datasetNoPublicAccess, {
      google_bigquery_dataset: { silent: {}, one: { access: { role: 'OWNER', special_group: 'projectOwners' } } },
      google_bigquery_dataset_access: { view: { view: [{ project_id: 'p', dataset_id: 'd', table_id: 't' }] } },
      google_bigquery_dataset_iam_member: {
        account: { role: 'roles/bigquery.dataViewer', member: 'serviceAccount:${google_service_account.a.email}' },
      },
    }),
  ).toEqual({ checked: 4, defects: {}, unknown: [] });
});
it('is not about grants elsewhere', () => {
  expect(
    judged(datasetNoPublicAccess, { google_storage_bucket_iam_member: { other: { member: 'allUsers' } } }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(datasetNoPublicAccess, {
      google_bigquery_dataset: { variable: { access: [{ role: 'READER', special_group: '${var.readers}' }] } },
      google_bigquery_dataset_iam_binding: { variable: { role: 'r', members: '${var.readers}' } },
    }),
  ).toEqual({
    checked: 0,
    defects: {},
    unknown: ['google_bigquery_dataset.variable', 'google_bigquery_dataset_iam_binding.variable'],
  });
});
