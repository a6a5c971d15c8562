import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
import type { TerraformStack } from 'cdktf';
import { LogAlert } from '../index';

/** A warning by mail to a group, with a channel of the same stack. */
export function logAlertMailExample(stack: TerraformStack): LogAlert {
  const mail = new MonitoringNotificationChannel(stack, 'mail', {
    displayName: 'Engineers',
    type: 'email',
    labels: { email_address: 'rcm-engineers@sunrise.example' },
  });
  return new LogAlert(stack, 'failed-jobs', {
    displayName: 'A job of the pipeline failed',
    filter: 'resource.type="cloud_run_job" AND severity>=ERROR',
    documentation: 'Open the execution in Cloud Run and read its last lines.',
    severity: 'WARNING',
    channels: [mail.id],
  });
}
