import { itJudges } from '../../../test/rule-cases';
import { breakGlassNotifies } from './break-glass-notifies';

const RECIPIENTS = 'additional_notification_targets.admin_email_recipients';

itJudges(breakGlassNotifies, {
  type: 'google_privileged_access_manager_entitlement',
  reports: {
    'no targets': [{}, RECIPIENTS],
    'no recipients': [{ additional_notification_targets: { admin_email_recipients: [] } }, RECIPIENTS],
    'the requester alone': [
      { additional_notification_targets: { requester_email_recipients: ['a@b.example'] } },
      RECIPIENTS,
    ],
  },
  accepts: {
    'one recipient': { additional_notification_targets: [{ admin_email_recipients: ['security@b.example'] }] },
    'two recipients': { additional_notification_targets: { admin_email_recipients: ['a@b.example', 'c@b.example'] } },
  },
  ignores: {},
  unknown: {
    'recipients that are computed': {
      additional_notification_targets: { admin_email_recipients: '${var.recipients}' },
    },
    'targets that are computed': { additional_notification_targets: '${var.targets}' },
  },
});
