import { BillingBudget } from '@cdktf/provider-google/lib/billing-budget';
import { LoggingMetric } from '@cdktf/provider-google/lib/logging-metric';
import { MonitoringAlertPolicy } from '@cdktf/provider-google/lib/monitoring-alert-policy';
import { MonitoringDashboard } from '@cdktf/provider-google/lib/monitoring-dashboard';
import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
import type { Construct } from 'constructs';
import { LogAlert } from '../constructs/log-alert';
import { ALERTS } from './alerts';
import { dashboard } from './dashboard';
import type { EnvironmentSettings } from './environment-settings';
import { RcmStack } from './stack';

/** Missing data counts only in a condition that holds for at least this long. */
const HOLDS_FOR_SECONDS = 60;
/** With it the longest that Monitoring looks back, 25 hours: a daily run that took an hour longer than yesterday's is not late. */
const LATE_AFTER_SECONDS = 25 * 3600 - HOLDS_FOR_SECONDS;
const BUDGET_THRESHOLDS = [0.5, 0.9, 1];

/** Alerts, the dashboard and the budget. */
export class ObservabilityStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'observability');
    const { names, props } = settings;
    const channel = new MonitoringNotificationChannel(this, 'mail', {
      displayName: `${names.environment} security and operations`,
      type: 'email',
      labels: { email_address: props.securityContact ?? props.groups.reviewers },
    });
    for (const { id, ...alert } of ALERTS) new LogAlert(this, id, { ...alert, channels: [channel.id] });
    this.lateData(channel);
    new LoggingMetric(this, 'failed-steps', {
      name: `${names.environment}/failed_steps`,
      description: 'Steps that failed',
      filter: 'resource.type="cloud_run_job" AND severity>=ERROR',
      metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1' },
    });
    new MonitoringDashboard(this, 'dashboard', { dashboardJson: JSON.stringify(dashboard(names.environment)) });
    if (props.budget) this.budget(props.budget.billingAccount, channel);
  }

  private lateData(channel: MonitoringNotificationChannel): void {
    new MonitoringAlertPolicy(this, 'late-data', {
      displayName: 'No run has succeeded for a day',
      combiner: 'OR',
      severity: 'ERROR',
      notificationChannels: [channel.id],
      documentation: {
        content:
          'The daily run did not finish, or did not start. `rcm status` shows the last runs; the Airflow interface shows where it stands.',
        mimeType: 'text/markdown',
      },
      conditions: [
        {
          displayName: 'Successful runs',
          conditionThreshold: {
            filter:
              'resource.type="cloud_composer_workflow" AND metric.type="composer.googleapis.com/workflow/run_count" AND metric.labels.state="success"',
            comparison: 'COMPARISON_LT',
            thresholdValue: 1,
            duration: `${HOLDS_FOR_SECONDS}s`,
            evaluationMissingData: 'EVALUATION_MISSING_DATA_ACTIVE',
            aggregations: [
              {
                alignmentPeriod: `${LATE_AFTER_SECONDS}s`,
                perSeriesAligner: 'ALIGN_SUM',
                crossSeriesReducer: 'REDUCE_SUM',
              },
            ],
          },
        },
      ],
    });
  }

  private budget(billingAccount: string, channel: MonitoringNotificationChannel): void {
    const { names, props, stage } = this.settings;
    new BillingBudget(this, 'budget', {
      billingAccount,
      displayName: names.environment,
      budgetFilter: { projects: [`projects/${props.projectNumber}`], calendarPeriod: 'MONTH' },
      amount: { specifiedAmount: { currencyCode: 'USD', units: String(stage.monthlyBudgetUsd) } },
      thresholdRules: BUDGET_THRESHOLDS.map((thresholdPercent) => ({ thresholdPercent })),
      allUpdatesRule: { monitoringNotificationChannels: [channel.id], disableDefaultIamRecipients: false },
    });
  }
}
