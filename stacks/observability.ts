import { BillingBudget } from '@cdktf/provider-google/lib/billing-budget';
import { LoggingMetric } from '@cdktf/provider-google/lib/logging-metric';
import { MonitoringAlertPolicy } from '@cdktf/provider-google/lib/monitoring-alert-policy';
import { MonitoringDashboard } from '@cdktf/provider-google/lib/monitoring-dashboard';
import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
import type { Construct } from 'constructs';
import { LogAlert } from '../constructs/audit/log-alert';
import { ALERTS, countName } from './monitoring/alerts';
import { dashboard } from './monitoring/dashboard';
import type { EnvironmentSettings } from './settings/environment-settings';
import { RcmStack } from './stack';

/** Missing data counts only in a condition that holds for at least this long. */
const HOLDS_FOR_SECONDS = 60;
/** With it the longest that Monitoring looks back, 25 hours: a daily run that took an hour longer than yesterday's is not late. */
const LATE_AFTER_SECONDS = 25 * 3600 - HOLDS_FOR_SECONDS;
/** Below this share of good checks, for this long: a restart alone raises no alert. */
const HEALTHY_SHARE = 0.5;
const HEALTH_PERIOD_SECONDS = 300;
const UNHEALTHY_SECONDS = 900;
const BUDGET_THRESHOLDS = [0.5, 0.9, 1];

/** Alerts, the dashboard and the budget. */
export class ObservabilityStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'observability');
    const { names, props, stage } = settings;
    const channel = new MonitoringNotificationChannel(this, 'mail', {
      displayName: `${names.environment} security and operations`,
      type: 'email',
      labels: { email_address: props.securityContact ?? props.groups.reviewers },
    });
    for (const { id, severity, ...alert } of ALERTS) {
      const channels = [channel.id];
      new LogAlert(this, id, {
        ...alert,
        severity: stage.alertSeverity === 'warning' ? 'WARNING' : severity,
        channels,
      });
      // Counted for the dashboard; the alert reads the log itself.
      new LoggingMetric(this, `${id}-count`, {
        name: countName(names.environment, id),
        description: alert.displayName,
        filter: alert.filter,
        metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1' },
      });
    }
    if (stage.lateDataAlert) this.lateData(channel);
    this.unhealthyAirflow(channel);
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

  /** Airflow asks itself every few minutes whether it works; a zone that fails is seen here before a run is late. */
  private unhealthyAirflow(channel: MonitoringNotificationChannel): void {
    const isQuiet = this.settings.stage.alertSeverity === 'warning';
    new MonitoringAlertPolicy(this, 'unhealthy-airflow', {
      displayName: 'Airflow does not answer its own health check',
      combiner: 'OR',
      severity: isQuiet ? 'WARNING' : 'ERROR',
      notificationChannels: [channel.id],
      documentation: {
        content:
          'No run can start while this lasts. The environment page of Cloud Composer says which part is down; docs/upgrading-composer.md says how to go back to a snapshot.',
        mimeType: 'text/markdown',
      },
      conditions: [
        {
          displayName: 'Healthy, as a share of the checks',
          conditionThreshold: {
            filter:
              'resource.type="cloud_composer_environment" AND metric.type="composer.googleapis.com/environment/healthy"',
            comparison: 'COMPARISON_LT',
            thresholdValue: HEALTHY_SHARE,
            duration: `${UNHEALTHY_SECONDS}s`,
            aggregations: [{ alignmentPeriod: `${HEALTH_PERIOD_SECONDS}s`, perSeriesAligner: 'ALIGN_FRACTION_TRUE' }],
          },
        },
      ],
    });
  }

  private budget(billingAccount: string, channel: MonitoringNotificationChannel): void {
    const { names, props, stage } = this.settings;
    new BillingBudget(this, 'budget', {
      provider: this.countedProvider(),
      billingAccount,
      displayName: names.environment,
      budgetFilter: { projects: [`projects/${props.projectNumber}`], calendarPeriod: 'MONTH' },
      amount: { specifiedAmount: { currencyCode: 'USD', units: String(stage.monthlyBudgetUsd) } },
      thresholdRules: BUDGET_THRESHOLDS.map((thresholdPercent) => ({ thresholdPercent })),
      allUpdatesRule: { monitoringNotificationChannels: [channel.id], disableDefaultIamRecipients: false },
    });
  }
}
