import { itJudges } from '../../../test/rule-cases';
import { channelOn } from './channel-on';

const MAIL = { type: 'email', labels: { email_address: 'security@b.example' } };

itJudges(channelOn, {
  type: 'google_monitoring_notification_channel',
  reports: {
    'that is off': [{ ...MAIL, enabled: false }, 'enabled'],
    'without labels': [{ type: 'email' }, 'labels'],
    'with none in them': [{ type: 'email', labels: {} }, 'labels'],
  },
  accepts: {
    'by mail': { ...MAIL, display_name: 'Another name' },
    'by a chat': { type: 'slack', sensitive_labels: [{ auth_token: '${var.token}' }] },
    'that says it is on': { ...MAIL, enabled: 'true' },
  },
  ignores: {},
  cannotTell: { 'with labels that are computed': { type: 'email', labels: '${var.labels}' } },
});
