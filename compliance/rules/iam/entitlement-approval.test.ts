import { itJudges } from '../../../test/rule-cases';
import { entitlementApproval } from './entitlement-approval';

const APPROVALS = {
  require_approver_justification: true,
  steps: [{ approvers: [{ principals: ['group:a@x.example'] }] }],
};
const TOLD = { additional_notification_targets: { admin_email_recipients: ['security@x.example'] } };
const entitlement = (change: object, told: object = TOLD) => ({
  approval_workflow: { manual_approvals: { ...APPROVALS, ...change } },
  ...told,
});
const WORKFLOW = 'approval_workflow.manual_approvals';
const RECIPIENTS = 'additional_notification_targets.admin_email_recipients';

itJudges(entitlementApproval, {
  reports: {
    'google_privileged_access_manager_entitlement.silent': [
      {},
      `${WORKFLOW}.steps`,
      `${WORKFLOW}.require_approver_justification`,
      RECIPIENTS,
    ],
    'google_privileged_access_manager_entitlement.nobody': [entitlement({ steps: [] }), `${WORKFLOW}.steps`],
    'google_privileged_access_manager_entitlement.mute': [
      entitlement({ require_approver_justification: false }),
      `${WORKFLOW}.require_approver_justification`,
    ],
    'google_privileged_access_manager_entitlement.untold': [entitlement({}, {}), RECIPIENTS],
  },
  accepts: { 'google_privileged_access_manager_entitlement.sound': { ...entitlement({}), entitlement_id: 'new' } },
  ignores: { 'google_service_account.a': {} },
  cannotTell: { 'google_privileged_access_manager_entitlement.variable': entitlement({ steps: '${var.steps}' }) },
});
