import { attribute, blocks, isUnknown, numberOf } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

/** A working day. Longer access is a standing grant. */
export const LONGEST_BREAK_GLASS_SECONDS = 8 * 60 * 60;

function present(has: boolean, computed: boolean, argument: string, message: string): Verdict {
  if (has) return [];
  return computed ? 'unknown' : [{ attribute: argument, message }];
}

export const breakGlass: ResourceRule = {
  id: 'iam-break-glass',
  title: 'Break-glass access expires, needs a reason, and is approved or notified',
  severity: 'high',
  controls: ['164.312(a)(2)(ii)', '164.308(a)(7)(ii)(C)'],
  why: 'Access that never expires, or that nobody is notified of, is a back door.',
  fix: `Set max_request_duration to "${LONGEST_BREAK_GLASS_SECONDS}s" or less, requester_justification_config.unstructured, and an approval workflow or additional_notification_targets.`,
  resourceTypes: ['google_privileged_access_manager_entitlement'],
  check({ attributes }) {
    const duration = attribute(attributes, 'max_request_duration');
    const reason = blocks(attribute(attributes, 'requester_justification_config'), 'unstructured');
    const approval = blocks(attributes, 'approval_workflow');
    const notified = blocks(attributes, 'additional_notification_targets');
    return allOf(
      present(
        numberOf(duration) <= LONGEST_BREAK_GLASS_SECONDS,
        isUnknown(duration),
        'max_request_duration',
        `max_request_duration is not ${LONGEST_BREAK_GLASS_SECONDS} s or less`,
      ),
      present(
        reason.length > 0 && reason !== 'unknown',
        reason === 'unknown',
        'requester_justification_config.unstructured',
        'no justification is required',
      ),
      present(
        [approval, notified].some((each) => each !== 'unknown' && each.length > 0),
        approval === 'unknown' || notified === 'unknown',
        'approval_workflow',
        'it needs no approval and notifies nobody',
      ),
    );
  },
};
