import { itJudges } from '../../../test/rule-cases';
import { noProjectWideImpersonation } from './no-project-wide-impersonation';

const MEMBER = 'serviceAccount:a@p.iam.gserviceaccount.com';
const user = { role: 'roles/iam.serviceAccountUser', member: MEMBER };

itJudges(noProjectWideImpersonation, {
  reports: {
    'google_project_iam_member.user': [{ project: 'p', ...user }, 'role'],
    'google_folder_iam_member.user': [{ folder: 'f', ...user }, 'role'],
    'google_project_iam_binding.tokens': [
      { project: 'p', role: 'roles/iam.serviceAccountTokenCreator', members: [MEMBER] },
      'role',
    ],
    'google_project_iam_policy.all': [
      { project: 'p', policy_data: JSON.stringify({ bindings: [{ role: user.role, members: [MEMBER] }] }) },
      'role',
    ],
  },
  accepts: {
    'google_service_account_iam_member.one': { service_account_id: 'projects/p/serviceAccounts/b', ...user },
    'google_project_iam_member.other': { project: 'p', role: 'roles/run.viewer', member: MEMBER },
    'google_project_iam_member.agent': {
      ...user,
      project: 'p',
      member: 'serviceAccount:service-123456789@gcp-sa-cloudbuild.iam.gserviceaccount.com',
    },
  },
  ignores: { 'google_service_account.a': { account_id: 'a' } },
  unknown: { 'google_project_iam_member.variable': { project: 'p', role: '${var.role}', member: MEMBER } },
});
