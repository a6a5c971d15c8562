import { attribute, isFalse, isObject, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue, type Verdict } from '../../verdicts/verdict';

const ADDRESSES: Readonly<Record<string, string>> = { email: 'email_address', pubsub: 'topic', slack: 'channel_name' };

export const channelWorks: ResourceRule = {
  id: 'monitoring-channel-works',
  title: 'Notification channels are enabled and have an address',
  severity: 'medium',
  controls: ['164.308(a)(6)(ii)'],
  why: 'Without one every alert seems delivered, but reaches nobody.',
  fix: 'Leave enabled out, and set the address in labels.',
  resourceTypes: ['google_monitoring_notification_channel'],
  check({ attributes }) {
    const labels = attribute(attributes, 'labels');
    const type = String(attributes['type']);
    const name = ADDRESSES[type];
    const leads = (): Verdict => {
      if (isUnknown(labels)) return 'unknown';
      const set = isObject(labels) ? labels : {};
      const address = name === undefined ? Object.values(set)[0] : set[name];
      // Other kinds keep their address in sensitive_labels.
      if (name === undefined || (address !== undefined && address !== '')) return [];
      return [{ attribute: 'labels', message: `there is no ${name}` }];
    };
    return allOf(
      expectValue(attribute(attributes, 'enabled'), (value) => !isFalse(value), {
        attribute: 'enabled',
        message: 'the channel is disabled',
      }),
      leads(),
    );
  },
};
