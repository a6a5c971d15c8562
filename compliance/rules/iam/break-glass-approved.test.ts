import { itJudges } from '../../../test/rule-cases';
import type { JsonObject } from '../../arguments/attribute';
import { breakGlassApproved } from './break-glass-approved';

const STEPS = 'approval_workflow.manual_approvals.steps';
const ELIGIBLE = { eligible_users: [{ principals: ['group:asking@b.example'] }] };
const STEP = { approvals_needed: 1, approvers: [{ principals: ['group:approving@b.example'] }] };
const approvedBy = (step: JsonObject, explained = true): JsonObject => ({
  ...ELIGIBLE,
  approval_workflow: { manual_approvals: { require_approver_justification: explained, steps: [{ ...STEP, ...step }] } },
});

itJudges(breakGlassApproved, {
  type: 'google_privileged_access_manager_entitlement',
  reports: {
    'no workflow': [ELIGIBLE, 'approval_workflow'],
    'no approval needed': [approvedBy({ approvals_needed: 0 }), `${STEPS}.approvals_needed`],
    'no approvers': [approvedBy({ approvers: [] }), `${STEPS}.approvers`],
    'nobody among them': [approvedBy({ approvers: { principals: [] } }), `${STEPS}.approvers.principals`],
    'a person approves': [
      approvedBy({ approvers: { principals: ['user:a@b.example'] } }),
      `${STEPS}.approvers.principals`,
    ],
    'a person asks': [
      { ...approvedBy({}), eligible_users: { principals: ['user:a@b.example'] } },
      'eligible_users.principals',
    ],
    'no word of the approver': [
      approvedBy({}, false),
      'approval_workflow.manual_approvals.require_approver_justification',
    ],
  },
  accepts: {
    'a group approves': approvedBy({}),
    'two approve': approvedBy({ approvals_needed: 2, approver_email_recipients: ['a@b.example'] }),
  },
  ignores: {},
  unknown: {
    'approvers that are computed': approvedBy({ approvers: { principals: '${var.approvers}' } }),
    'a step that is computed': { ...ELIGIBLE, approval_workflow: '${var.workflow}' },
  },
});
