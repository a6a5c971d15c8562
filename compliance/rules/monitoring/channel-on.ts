import { attribute, isFalse, isObject, isUnknown } from '../../attribute';
import type { ResourceRule } from '../../rule';

export const channelOn: ResourceRule = {
  id: 'monitoring-channel-on',
  title: 'Channels of alerts are on, and lead somewhere',
  severity: 'medium',
  controls: ['164.308(a)(6)(ii)'],
  why: 'An alert on a channel that is off, or without an address, reaches nobody.',
  fix: 'Leave the channel enabled; set its labels to where it sends to.',
  resourceTypes: ['google_monitoring_notification_channel'],
  check({ attributes }) {
    const enabled = attribute(attributes, 'enabled');
    const labels = attribute(attributes, 'labels');
    if (isFalse(enabled)) return [{ attribute: 'enabled', message: 'the channel is off' }];
    // A token of a chat or a pager stands among the sensitive ones.
    const to = [labels, attribute(attributes, 'sensitive_labels')];
    if (isUnknown(enabled) || to.some(isUnknown)) return 'cannot_tell';
    const leads = to.some((each) =>
      Array.isArray(each) ? each.length > 0 : isObject(each) && Object.keys(each).length > 0,
    );
    return leads ? [] : [{ attribute: 'labels', message: 'the channel leads nowhere' }];
  },
};
