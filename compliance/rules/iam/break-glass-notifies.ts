import { attribute, blocks, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

const TARGETS = 'additional_notification_targets';

export const breakGlassNotifies: ResourceRule = {
  id: 'iam-break-glass-notifies',
  title: 'Somebody beside requester and approver hears of emergency access',
  severity: 'low',
  controls: ['164.312(a)(2)(ii)', '164.308(a)(6)(ii)'],
  why: 'Two people who agree are seen by nobody until the logs are read.',
  fix: `Set ${TARGETS}.admin_email_recipients to whoever answers for security.`,
  resourceTypes: ['google_privileged_access_manager_entitlement'],
  check({ attributes }) {
    if (blocks(attributes, TARGETS) === 'unknown') return 'unknown';
    const told = strings(attribute(attributes, TARGETS, 'admin_email_recipients'));
    if (told === 'unknown') return told;
    return told.length > 0
      ? []
      : [{ attribute: `${TARGETS}.admin_email_recipients`, message: 'nobody else is told when it is used' }];
  },
};
