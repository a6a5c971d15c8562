import { attribute, blocks, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

const TARGETS = 'additional_notification_targets';

export const breakGlassNotifies: ResourceRule = {
  id: 'iam-break-glass-notifies',
  title: 'Break-glass requests notify a third person',
  severity: 'low',
  controls: ['164.312(a)(2)(ii)', '164.308(a)(6)(ii)'],
  why: 'Otherwise nobody but requester and approver knows about it until someone reads the logs.',
  fix: `Set ${TARGETS}.admin_email_recipients to the security team.`,
  resourceTypes: ['google_privileged_access_manager_entitlement'],
  check({ attributes }) {
    if (blocks(attributes, TARGETS) === 'unknown') return 'unknown';
    const recipients = strings(attribute(attributes, TARGETS, 'admin_email_recipients'));
    if (recipients === 'unknown') return recipients;
    return recipients.length > 0
      ? []
      : [{ attribute: `${TARGETS}.admin_email_recipients`, message: 'nobody else is notified of its use' }];
  },
};
