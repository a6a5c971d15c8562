import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
import type { TerraformStack } from 'cdktf';
import { LogAlert } from '../index';

/** Somebody is told when a key of a service account is made. */
export function logAlertExample(stack: TerraformStack): LogAlert {
  const mail = new MonitoringNotificationChannel(stack, 'mail', {
    displayName: 'Security',
    type: 'email',
    labels: { email_address: 'compliance@sunrise.example' },
  });
  return new LogAlert(stack, 'keys', {
    displayName: 'A service account key was made',
    filter: 'protoPayload.methodName:"CreateServiceAccountKey"',
    documentation: 'The platform uses no keys. Delete it and find out who needs it.',
    severity: 'CRITICAL',
    channels: [mail.id],
  });
}
