import { itJudges, placed } from '../../../test/rule-cases';
import { triggerApproval } from './trigger-approval';

const APPLY = { service_account: 'projects/p/serviceAccounts/apply@p.iam.gserviceaccount.com' };
const REQUIRED = 'approval_config.approval_required';

itJudges(triggerApproval, {
  beside: placed({
    'google_service_account.apply': { account_id: 'apply' },
    'google_project_iam_member.a': {
      project: 'p',
      role: 'roles/run.admin',
      member: 'serviceAccount:apply@p.iam.gserviceaccount.com',
    },
    'google_project_iam_member.b': {
      project: 'p',
      role: 'roles/logging.logWriter',
      member: 'serviceAccount:plan@p.iam.gserviceaccount.com',
    },
  }),
  reports: {
    'google_cloudbuild_trigger.silent': [APPLY, REQUIRED],
    'google_cloudbuild_trigger.off': [{ ...APPLY, approval_config: [{ approval_required: false }] }, REQUIRED],
    'google_cloudbuild_trigger.reference': [{ service_account: '${google_service_account.apply.id}' }, REQUIRED],
  },
  accepts: { 'google_cloudbuild_trigger.on': { ...APPLY, approval_config: { approval_required: true }, tags: ['a'] } },
  ignores: {
    'google_cloudbuild_trigger.plan': { service_account: 'projects/p/serviceAccounts/plan@p.iam.gserviceaccount.com' },
  },
  unknown: {
    'google_cloudbuild_trigger.variable': { ...APPLY, approval_config: { approval_required: '${var.on}' } },
  },
});
