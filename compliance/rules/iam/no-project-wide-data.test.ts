import { itJudges } from '../../../test/rule-cases';
import { noProjectWideData } from './no-project-wide-data';

const MEMBER = 'serviceAccount:a@p.iam.gserviceaccount.com';
const grant = (role: string, expression?: string) => ({
  project: 'p',
  role,
  member: MEMBER,
  ...(expression === undefined ? {} : { condition: [{ title: 't', expression }] }),
});

itJudges(noProjectWideData, {
  reports: {
    'google_project_iam_member.objects': [grant('roles/storage.objectViewer'), 'role'],
    'google_project_iam_member.rows': [grant('roles/bigquery.dataViewer'), 'role'],
    'google_project_iam_member.worker': [grant('roles/dataproc.worker'), 'role'],
    'google_project_iam_member.true': [grant('roles/composer.worker', 'true'), 'condition'],
    'google_organization_iam_binding.secrets': [
      { org_id: '1', role: 'roles/secretmanager.secretAccessor', members: [MEMBER] },
      'role',
    ],
  },
  accepts: {
    'google_project_iam_member.jobs': grant('roles/bigquery.jobUser'),
    'google_project_iam_member.narrowed': grant('roles/dataproc.worker', 'resource.name == "projects/_/buckets/b"'),
    'google_storage_bucket_iam_member.one': { bucket: 'b', role: 'roles/storage.objectViewer', member: MEMBER },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: {
    'google_project_iam_member.role': grant('${var.role}'),
    'google_project_iam_member.condition': grant('roles/composer.worker', '${var.condition}'),
  },
});
