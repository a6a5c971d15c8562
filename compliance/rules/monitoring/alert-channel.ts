import { attribute, isFalse, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const alertChannel: ResourceRule = {
  id: 'monitoring-alert-channel',
  title: 'Alerts have a notification channel',
  severity: 'medium',
  controls: ['164.308(a)(6)(ii)', '164.308(a)(1)(ii)(D)'],
  why: 'Nobody is notified of an alert without a channel.',
  fix: 'Set notification_channels, and leave the policy enabled.',
  resourceTypes: ['google_monitoring_alert_policy'],
  check({ attributes }) {
    if (isFalse(attribute(attributes, 'enabled'))) {
      return [{ attribute: 'enabled', message: 'the policy is disabled' }];
    }
    const channels = attribute(attributes, 'notification_channels');
    // A list counts whatever its members are; as a whole it may be computed.
    const listed = Array.isArray(channels) ? channels : strings(channels);
    if (listed === 'unknown') return listed;
    return listed.length > 0
      ? []
      : [{ attribute: 'notification_channels', message: 'there is no notification channel' }];
  },
};
