import { attribute, blocks, isTrue, isUnknown, type JsonObject, numberOf, strings } from '../../arguments/attribute';
import { principalKind } from '../../grants/grant';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

/** Groups and domains have a list of members; a single person has none. */
const LISTED = ['group', 'serviceAccount', 'principalSet'];
const STEPS = 'approval_workflow.manual_approvals.steps';

function judgePeople(block: JsonObject, argument: string): Verdict {
  const named = strings(attribute(block, 'principals'));
  if (named === 'unknown') return named;
  if (named.length === 0) return [{ attribute: argument, message: 'nobody is named' }];
  return allOf(
    ...named.map((each): Verdict => {
      if (LISTED.includes(principalKind(each))) return [];
      return isUnknown(each) ? 'unknown' : [{ attribute: argument, message: `${each} is not a group` }];
    }),
  );
}

function judgeStep(step: JsonObject): Verdict {
  const needed = attribute(step, 'approvals_needed');
  const approvers = blocks(step, 'approvers');
  if (isUnknown(needed) || approvers === 'unknown') return 'unknown';
  return allOf(
    numberOf(needed) >= 1 ? [] : [{ attribute: `${STEPS}.approvals_needed`, message: 'no approval is needed' }],
    ...approvers.map((each) => judgePeople(each, `${STEPS}.approvers.principals`)),
    approvers.length > 0 ? [] : [{ attribute: `${STEPS}.approvers`, message: 'no approver is named' }],
  );
}

export const breakGlassApproved: ResourceRule = {
  id: 'iam-break-glass-approved',
  title: 'Break-glass access is requested and approved by members of groups, with a reason',
  severity: 'medium',
  controls: ['164.312(a)(2)(ii)', '164.308(a)(4)(ii)(B)'],
  why: 'Self-approved access has no control, and a single approver may be away.',
  fix: `Set ${STEPS} with approvals_needed of 1 or more and a group of approvers, require_approver_justification, and a group as eligible_users.`,
  resourceTypes: ['google_privileged_access_manager_entitlement'],
  check({ attributes }) {
    const manual = attribute(attributes, 'approval_workflow', 'manual_approvals');
    const steps = blocks(manual, 'steps');
    const eligible = blocks(attributes, 'eligible_users');
    const explained = attribute(manual, 'require_approver_justification');
    if (steps === 'unknown' || eligible === 'unknown') return 'unknown';
    if (steps.length === 0) return [{ attribute: 'approval_workflow', message: 'no approval is needed' }];
    const explanation: Verdict = isTrue(explained)
      ? []
      : isUnknown(explained)
        ? 'unknown'
        : [
            {
              attribute: 'approval_workflow.manual_approvals.require_approver_justification',
              message: 'approvers need no justification',
            },
          ];
    return allOf(
      explanation,
      ...steps.map(judgeStep),
      ...eligible.map((each) => judgePeople(each, 'eligible_users.principals')),
    );
  },
};
