import { itJudges } from '../../../test/rule-cases';
import { noTokenCreation } from './no-token-creation';

const ON = { service_account_id: 'projects/p/serviceAccounts/a@p.iam.gserviceaccount.com' };
const TOKENS = 'roles/iam.serviceAccountTokenCreator';
const GROUP = 'group:a@x.example';
const FEDERATED = 'principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/s';

itJudges(noTokenCreation, {
  reports: {
    'google_service_account_iam_member.tokens': [{ ...ON, role: TOKENS, member: GROUP }, 'role'],
    'google_service_account_iam_binding.keys': [
      { ...ON, role: 'roles/iam.serviceAccountKeyAdmin', members: [FEDERATED] },
      'role',
    ],
    'google_service_account_iam_policy.all': [
      { ...ON, policy_data: JSON.stringify({ bindings: [{ role: TOKENS, members: [GROUP] }] }) },
      'policy_data',
    ],
  },
  accepts: {
    'google_service_account_iam_member.uses': { ...ON, role: 'roles/iam.serviceAccountUser', member: GROUP },
    'google_service_account_iam_member.federated': { ...ON, role: 'roles/iam.workloadIdentityUser', member: FEDERATED },
    'google_service_account_iam_member.cluster': {
      ...ON,
      role: 'roles/iam.workloadIdentityUser',
      member: 'serviceAccount:p.svc.id.goog[space/name]',
    },
  },
  ignores: { 'google_project_iam_member.m': { project: 'p', role: TOKENS, member: GROUP } },
  unknown: {
    'google_service_account_iam_member.role': { ...ON, role: '${var.role}', member: GROUP },
    'google_service_account_iam_member.member': { ...ON, role: TOKENS, member: '${var.member}' },
  },
});
