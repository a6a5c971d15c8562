import { itJudges } from '../../../test/rule-cases';
import { peopleChangeNothing } from './people-change-nothing';

const GROUP = 'group:a@x.example';
const grant = (role: string, member = GROUP) => ({ dataset_id: 'gold', role, member });

itJudges(peopleChangeNothing, {
  reports: {
    'google_bigquery_dataset_iam_member.writes': [grant('roles/bigquery.dataEditor'), 'role'],
    'google_bigquery_dataset_iam_member.person': [grant('roles/bigquery.dataEditor', 'user:a@x.example'), 'role'],
    'google_project_iam_binding.administers': [{ project: 'p', role: 'roles/run.admin', members: [GROUP] }, 'role'],
    'google_bigquery_dataset.inline': [
      { dataset_id: 'd', access: [{ role: 'WRITER', group_by_email: 'a@x.example' }] },
      'role',
    ],
  },
  accepts: {
    'google_bigquery_dataset_iam_member.reads': grant('roles/bigquery.dataViewer'),
    'google_bigquery_dataset_iam_member.works': grant(
      'roles/bigquery.dataEditor',
      'serviceAccount:a@p.iam.gserviceaccount.com',
    ),
    'google_bigquery_dataset_iam_member.somebody-reads': grant('roles/bigquery.dataViewer', '${var.member}'),
    'google_project_iam_member.approves': { project: 'p', role: 'roles/cloudbuild.builds.approver', member: GROUP },
    'google_privileged_access_manager_entitlement.asks': {
      max_request_duration: '3600s',
      eligible_users: [{ principals: [GROUP] }],
      privileged_access: { gcp_iam_access: { role_bindings: [{ role: 'roles/bigquery.dataEditor' }] } },
    },
  },
  unknown: {
    'google_bigquery_dataset_iam_member.somebody': grant('roles/bigquery.dataEditor', '${var.member}'),
    'google_bigquery_dataset_iam_member.some-role': grant('${var.role}'),
    'google_bigquery_dataset_iam_member.new-role': grant('roles/new.thing'),
  },
  ignores: { 'google_storage_bucket.b': {} },
});
