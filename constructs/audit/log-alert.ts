import { MonitoringAlertPolicy } from '@cdktf/provider-google/lib/monitoring-alert-policy';
import { Construct } from 'constructs';
import { dataClassLabel } from '../inputs/data-class';
import { LOG_ALERT_DEFAULTS, type LogAlertProps } from './log-alert-props';

/**
 * An alert on a log entry. It reads the log itself and not a metric counted from it: a metric that is minutes old is not yet known
 * to the alerting service, and the first deployment would fail.
 * @example
 * ```ts
 * new LogAlert(stack, 'keys', {
 *   displayName: 'A service account key was created',
 *   filter: 'protoPayload.methodName:"CreateServiceAccountKey"',
 *   documentation: 'The platform uses no keys. Delete it and find out who needs it.',
 *   severity: 'CRITICAL',
 *   channels: ['projects/sunrise-rcm-dev/notificationChannels/1234567890'],
 * });
 * ```
 */
export class LogAlert extends Construct {
  readonly policy: MonitoringAlertPolicy;

  constructor(scope: Construct, id: string, props: LogAlertProps) {
    super(scope, id);
    this.policy = new MonitoringAlertPolicy(this, 'policy', {
      displayName: props.displayName,
      combiner: 'OR',
      enabled: true,
      severity: props.severity,
      notificationChannels: [...props.channels],
      documentation: { content: props.documentation, mimeType: 'text/markdown' },
      userLabels: dataClassLabel('none'),
      alertStrategy: {
        autoClose: `${LOG_ALERT_DEFAULTS.closeAfterSeconds}s`,
        notificationRateLimit: { period: `${LOG_ALERT_DEFAULTS.everySeconds}s` },
      },
      conditions: [{ displayName: props.displayName, conditionMatchedLog: { filter: props.filter } }],
    });
  }
}
