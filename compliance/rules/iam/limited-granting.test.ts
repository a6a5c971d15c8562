import { itJudges } from '../../../test/rule-cases';
import { limitedGranting } from './limited-granting';

const ROLE = 'roles/resourcemanager.projectIamAdmin';
const MEMBER = 'serviceAccount:a@p.iam.gserviceaccount.com';
const GRANT = { project: 'p', role: ROLE, member: MEMBER };
const LIMIT = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/run.invoker'])";

itJudges(limitedGranting, {
  reports: {
    'google_project_iam_member.any': [GRANT, 'condition'],
    'google_project_iam_member.true': [{ ...GRANT, condition: { title: 't', expression: 'true' } }, 'condition'],
    'google_project_iam_binding.any': [
      { project: 'p', role: 'roles/iam.securityAdmin', members: [MEMBER] },
      'condition',
    ],
  },
  accepts: {
    'google_project_iam_member.listed': { ...GRANT, condition: { title: 't', expression: LIMIT } },
    'google_project_iam_binding.listed': {
      project: 'p',
      role: ROLE,
      members: [MEMBER],
      condition: [{ title: 't', description: 'new', expression: LIMIT }],
    },
    'google_project_iam_member.other': { ...GRANT, role: 'roles/run.viewer' },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: {
    'google_project_iam_member.role': { ...GRANT, role: '${var.role}' },
    'google_project_iam_member.condition': { ...GRANT, condition: { title: 't', expression: '${var.condition}' } },
  },
});
