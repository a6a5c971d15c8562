import { itJudges } from '../../../test/rule-cases';
import { channelWorks } from './channel-works';

const MAIL = { type: 'email', labels: { email_address: 'security@x.example' } };

itJudges(channelWorks, {
  reports: {
    'google_monitoring_notification_channel.off': [{ ...MAIL, enabled: false }, 'enabled'],
    'google_monitoring_notification_channel.silent': [{ type: 'email' }, 'labels'],
    'google_monitoring_notification_channel.empty': [{ type: 'email', labels: { email_address: '' } }, 'labels'],
  },
  accepts: {
    'google_monitoring_notification_channel.mail': { ...MAIL, display_name: 'new' },
    'google_monitoring_notification_channel.pager': {
      type: 'pagerduty',
      sensitive_labels: { service_key: '${var.key}' },
    },
  },
  ignores: { 'google_monitoring_alert_policy.a': {} },
  unknown: {
    'google_monitoring_notification_channel.enabled': { ...MAIL, enabled: '${var.on}' },
    'google_monitoring_notification_channel.labels': { type: 'email', labels: '${var.labels}' },
  },
});
