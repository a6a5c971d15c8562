import type { Accepted } from './acceptance';

/** Mutants that no rule reports: first those that one should, then those that weaken nothing that is asked. */
export const NOT_JUDGED: readonly Accepted[] = [
  {
    reason: 'No rule asks for it yet',
    weakenings: [
      'google_access_context_manager_service_perimeter',
      'google_access_context_manager_service_perimeter.status.access_levels',
      'google_access_context_manager_service_perimeter.status.ingress_policies',
      'google_access_context_manager_service_perimeter.status.ingress_policies.ingress_from.identities',
      'google_access_context_manager_service_perimeter.status.ingress_policies.ingress_from.sources.access_level',
      'google_access_context_manager_service_perimeter.status.ingress_policies.ingress_to',
      'google_access_context_manager_service_perimeter.status.ingress_policies.ingress_to.operations',
      'google_access_context_manager_service_perimeter.status.ingress_policies.ingress_to.operations.service_name',
      'google_access_context_manager_service_perimeter.status.ingress_policies.ingress_to.resources',
      'google_access_context_manager_service_perimeter.status.resources',
      'google_access_context_manager_service_perimeter.status.restricted_services',
      'google_logging_project_bucket_config.lifecycle.prevent_destroy',
      'google_logging_project_sink.filter',
      'google_monitoring_alert_policy',
      'google_monitoring_alert_policy.conditions.condition_matched_log.filter',
      'google_org_policy_policy',
    ],
  },
  {
    reason: 'Before production the stage decides what may be destroyed; in production it is reported',
    beforeProduction: true,
    weakenings: [
      'google_bigquery_dataset.delete_contents_on_destroy',
      'google_bigquery_dataset.lifecycle.prevent_destroy',
      'google_bigquery_table.lifecycle.prevent_destroy',
      'google_logging_project_bucket_config.locked',
      'google_secret_manager_secret.deletion_protection',
      'google_sql_database_instance.lifecycle.prevent_destroy',
      'google_storage_bucket.lifecycle.prevent_destroy',
    ],
  },
  {
    reason: 'A view holds no rows, and before production the stage decides',
    weakenings: ['google_bigquery_table.deletion_protection'],
  },
  {
    reason: 'Google never deletes a key ring; its keys are judged one by one',
    weakenings: ['google_kms_key_ring.lifecycle.prevent_destroy'],
  },
  {
    reason: 'Another mask, which shows no more of a value',
    weakenings: ['google_bigquery_datapolicy_data_policy.data_masking_policy.predefined_expression'],
  },
  {
    reason: 'When copies leave; what must be kept is kept by the retention, which is judged',
    weakenings: [
      'google_storage_bucket.lifecycle_rule.condition.age',
      'google_storage_bucket.lifecycle_rule.condition.days_since_noncurrent_time',
    ],
  },
  {
    reason: 'A metric is counted for a chart; who is notified depends on the alert, which has its own filter',
    weakenings: ['google_logging_metric.filter: finds nothing'],
  },
];
