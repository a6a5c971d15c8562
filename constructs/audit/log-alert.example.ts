import type { TerraformStack } from 'cdktf';
import { LogAlert } from '../index';

/** Notifies an existing channel when somebody creates a key of a service account. */
export function logAlertExample(stack: TerraformStack): LogAlert {
  return new LogAlert(stack, 'keys', {
    displayName: 'A service account key was created',
    filter: 'protoPayload.methodName:"CreateServiceAccountKey"',
    documentation: 'The platform uses no keys. Delete it and find out who needs it.',
    severity: 'CRITICAL',
    channels: ['projects/sunrise-rcm-dev/notificationChannels/1234567890'],
  });
}
