import { judged } from '../../../test/judged';
import { alertChannel } from './alert-channel';

it('reports an alert that reaches nobody, or is off', () => {
  expect(
    judged(alertChannel, {
      google_monitoring_alert_policy: {
        silent: {},
        none: { notification_channels: [] },
        off: { enabled: false, notification_channels: ['c'] },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_monitoring_alert_policy.silent': ['notification_channels'],
      'google_monitoring_alert_policy.none': ['notification_channels'],
      'google_monitoring_alert_policy.off': ['enabled'],
    },
    unknown: [],
  });
});
it('accepts an alert with a channel, also one by reference, having looked at it', () => {
  expect(
    judged(alertChannel, {
      google_monitoring_alert_policy: {
        reference: { notification_channels: ['${google_monitoring_notification_channel.c.id}'] },
      },
    }),
  ).toEqual({ checked: 1, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(alertChannel, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(alertChannel, {
      google_monitoring_alert_policy: { variable: { notification_channels: '${var.channels}' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_monitoring_alert_policy.variable'] });
});
