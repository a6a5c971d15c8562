import { attribute, blocks, isTrue, isUnknown } from '../../attribute';
import { allOf, type ResourceRule, type Verdict } from '../../rule';

const WORKFLOW = 'approval_workflow.manual_approvals';

export const entitlementApproval: ResourceRule = {
  id: 'iam-entitlement-approval',
  title: 'Access on request is approved with a reason, and somebody else is told',
  severity: 'low',
  controls: ['164.312(a)(2)(ii)', '164.308(a)(3)(ii)(A)', '164.308(a)(4)(ii)(B)'],
  why: 'Without a second person the request is a formality; without a notice nobody asks afterwards.',
  fix: 'Set approval_workflow with approvers and require_approver_justification, and additional_notification_targets.',
  resourceTypes: ['google_privileged_access_manager_entitlement'],
  check({ attributes }) {
    const approvals = attribute(attributes, 'approval_workflow', 'manual_approvals');
    const steps = blocks(approvals, 'steps');
    const reason = attribute(approvals, 'require_approver_justification');
    const told = attribute(attributes, 'additional_notification_targets', 'admin_email_recipients');
    const present = (has: boolean, computed: boolean, argument: string, message: string): Verdict =>
      has ? [] : computed ? 'cannot_tell' : [{ attribute: argument, message }];
    return allOf(
      present(
        steps !== 'cannot_tell' && steps.length > 0,
        steps === 'cannot_tell',
        `${WORKFLOW}.steps`,
        'nobody approves',
      ),
      present(
        isTrue(reason),
        isUnknown(reason),
        `${WORKFLOW}.require_approver_justification`,
        'who approves gives no reason',
      ),
      present(
        Array.isArray(told) && told.length > 0,
        isUnknown(told),
        'additional_notification_targets.admin_email_recipients',
        'nobody else is told',
      ),
    );
  },
};
