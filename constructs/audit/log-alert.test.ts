import { synthesizeConstruct } from '../../test/synthesized-stack';
import { LogAlert } from './log-alert';
import { LOG_ALERT_DEFAULTS } from './log-alert-props';

it('notifies its channels of a matching entry, and not more often than documented', () => {
  const policy = synthesizeConstruct(
    (stack) =>
      new LogAlert(stack, 'grants', {
        displayName: 'Grants changed',
        filter: 'protoPayload.methodName:"SetIamPolicy"',
        documentation: 'Compare with the list of grants.',
        severity: 'CRITICAL',
        channels: ['channel'],
      }),
  ).only('google_monitoring_alert_policy');
  expect(policy).toMatchObject({
    enabled: true,
    severity: 'CRITICAL',
    notification_channels: ['channel'],
    conditions: [{ condition_matched_log: { filter: 'protoPayload.methodName:"SetIamPolicy"' } }],
    alert_strategy: { notification_rate_limit: { period: `${LOG_ALERT_DEFAULTS.everySeconds}s` } },
  });
});
