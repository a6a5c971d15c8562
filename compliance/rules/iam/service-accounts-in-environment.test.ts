import { itJudges } from '../../../test/rule-cases';
import { serviceAccountsInEnvironment } from './service-accounts-in-environment';

const grant = (member: string) => ({ bucket: 'b', role: 'roles/storage.objectViewer', member });
const OTHER = 'serviceAccount:a@q.iam.gserviceaccount.com';

itJudges(serviceAccountsInEnvironment, {
  reports: {
    'google_storage_bucket_iam_member.other': [grant(OTHER), 'member'],
    'google_storage_bucket_iam_binding.other': [{ bucket: 'b', role: 'r', members: [OTHER] }, 'members'],
    'google_storage_bucket_iam_policy.other': [
      { bucket: 'b', policy_data: JSON.stringify({ bindings: [{ role: 'r', members: [OTHER] }] }) },
      'policy_data',
    ],
  },
  accepts: {
    'google_storage_bucket_iam_member.own': grant('serviceAccount:a@p.iam.gserviceaccount.com'),
    'google_storage_bucket_iam_member.agent': grant(
      'serviceAccount:service-123456789@gs-project-accounts.iam.gserviceaccount.com',
    ),
    'google_storage_bucket_iam_member.group': grant('group:a@x.example'),
    'google_storage_bucket_iam_member.group-computed': grant('group:${var.group}'),
    'google_storage_bucket_iam_member.email': grant('serviceAccount:${google_service_account.a.email}'),
    'google_storage_bucket_iam_member.reference': grant('${google_service_account.a.member}'),
  },
  unknown: {
    'google_storage_bucket_iam_member.account': grant('serviceAccount:${var.account}'),
    'google_storage_bucket_iam_member.somebody': grant('${var.member}'),
  },
  ignores: { 'google_storage_bucket.b': {} },
});
