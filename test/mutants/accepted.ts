import type { Accepted } from './acceptance';
import { NOT_JUDGED } from './not-judged';

/** Mutants that no rule reports, and why. One that is reported after all fails the test, as does one that is missing here. */
export const ACCEPTED: readonly Accepted[] = [
  {
    reason: 'The provider or the API refuses it: something is missing that must be there',
    weakenings: [
      'google_bigquery_dataset_access.dataset: removed',
      'google_bigquery_dataset_access.dataset.target_types',
      'google_cloudbuild_trigger.build: removed',
      'google_cloudbuild_trigger.repository_event_config: removed',
      'google_cloudbuild_trigger.repository_event_config.*: removed',
      'google_composer_environment.config.node_config.composer_internal_ipv4_cidr_block',
      'google_compute_firewall.allow: removed*',
      'google_compute_firewall.deny: removed*',
      'google_compute_firewall.priority: a hundred times (deny*)',
      'google_compute_router_nat.subnetwork.source_ip_ranges_to_nat: emptied',
      'google_compute_subnetwork.ip_cidr_range',
      'google_essential_contacts_contact.email: emptied',
      'google_monitoring_alert_policy.conditions.condition_matched_log: removed*',
      'google_monitoring_alert_policy.conditions.condition_threshold: removed*',
      'google_monitoring_alert_policy.conditions.condition_threshold.comparison: emptied*',
      'google_privileged_access_manager_entitlement.entitlement_id: emptied',
      'google_privileged_access_manager_entitlement.privileged_access.gcp_iam_access.resource: emptied',
      'google_privileged_access_manager_entitlement.privileged_access.gcp_iam_access.resource_type: emptied',
      'google_project_iam_custom_role.permissions: emptied',
      'google_service_networking_connection.service: emptied',
      'google_service_networking_connection.reserved_peering_ranges',
    ],
  },
  {
    reason: 'It is then what the provider or the service sets by itself, and that is as strict',
    weakenings: [
      'google_bigquery_dataset.delete_contents_on_destroy: removed',
      'google_bigquery_dataset.max_time_travel_hours: removed',
      'google_bigquery_dataset.max_time_travel_hours: emptied',
      'google_artifact_registry_repository.vulnerability_scanning_config: removed',
      'google_artifact_registry_repository.vulnerability_scanning_config.enablement_config: removed',
      'google_bigquery_table.deletion_protection: removed',
      'google_bigquery_table.schema: removed',
      'google_cloud_run_v2_job.deletion_protection: removed',
      'google_compute_firewall.priority: removed*',
      'google_compute_firewall.destination_ranges: emptied (deny EGRESS)',
      'google_compute_firewall.destination_ranges: removed (deny EGRESS)',
      'google_compute_firewall.direction: removed (* INGRESS)',
      'google_compute_firewall.source_ranges: emptied (deny INGRESS)',
      'google_compute_firewall.source_ranges: removed (deny INGRESS)',
      'google_compute_router_nat.log_config.filter',
      'google_compute_subnetwork.log_config.aggregation_interval',
      'google_compute_subnetwork.log_config.flow_sampling: removed',
      'google_compute_subnetwork.log_config.metadata: removed',
      'google_dns_policy.enable_inbound_forwarding: removed',
      'google_kms_crypto_key.destroy_scheduled_duration: removed',
      'google_logging_project_sink.unique_writer_identity: removed',
      'google_monitoring_alert_policy.enabled: removed*',
      'google_sql_database_instance.deletion_protection: removed',
      'google_sql_database_instance.settings.backup_configuration.backup_retention_settings.retention_unit',
      'google_sql_database_instance.settings.backup_configuration.transaction_log_retention_days: removed',
      'google_sql_database_instance.settings.insights_config.record_application_tags: removed',
      'google_sql_database_instance.settings.ip_configuration.enable_private_path_for_google_cloud_services: removed',
      'google_storage_bucket.force_destroy: removed',
    ],
  },
  {
    reason: 'It then allows less, or asks more',
    weakenings: [
      'google_bigquery_datapolicy_data_policy: gone*',
      'google_cloudbuild_trigger.disabled: added',
      'google_cloudbuild_trigger.include_build_logs',
      'google_composer_environment.config.software_config.airflow_config_overrides: *core-dags_are_paused*',
      'google_compute_firewall: gone (*allow-*)',
      'google_compute_firewall: gone (*-emr)',
      'google_compute_firewall: gone (*-spark-*)',
      'google_compute_firewall.disabled: added (allow*)',
      'google_compute_firewall.priority: a hundred times (allow*)',
      'google_compute_firewall.deny.protocol: any protocol*',
      'google_compute_network_firewall_policy: gone*',
      'google_compute_network_firewall_policy_rule: gone*',
      'google_compute_network_firewall_policy_rule.action',
      'google_compute_network_firewall_policy_rule.disabled: added',
      'google_compute_network_firewall_policy_rule.priority: a hundred times',
      'google_dataproc_cluster.cluster_config.endpoint_config*',
      'google_dataproc_workflow_template.parameters: *',
      'google_logging_project_exclusion.disabled: added',
      'google_logging_project_exclusion.filter: finds nothing',
      'google_privileged_access_manager_entitlement.privileged_access.gcp_iam_access.role_bindings: without*',
      'google_sql_database_instance.settings.availability_type: REGIONAL',
      'google_sql_database_instance.settings.insights_config.record_application_tags: flipped',
    ],
  },
  {
    reason: 'These labels sort costs and reports; no rule reads them but to be less strict before production',
    weakenings: [
      'google_*labels: without group*',
      'google_*labels: without hospital*',
      'google_*labels: without stage*',
    ],
  },
  {
    reason: 'Labels are asked for where data is kept; this keeps none, or is kept in something that has them',
    weakenings: [
      'google_*labels: without data_class*',
      'google_*labels: without owner*',
      'google_bigquery_table.labels: removed',
      'google_cloud_run_v2_job.labels: removed',
      'google_compute_*address.labels: removed',
      'google_dataproc_*.labels: removed',
      'google_dns_managed_zone.labels: removed',
      'google_kms_crypto_key.labels: removed',
      'google_monitoring_*.user_labels: removed*',
    ],
  },
  {
    reason: 'About how long programs and old copies are kept, and what they cost; what must be kept has a retention',
    weakenings: [
      'google_artifact_registry_repository.cleanup_policies*',
      'google_composer_environment.config.data_retention_config*',
      'google_storage_bucket.lifecycle_rule: *',
      'google_storage_bucket.lifecycle_rule.condition.with_state',
    ],
  },
  {
    reason: 'How an alert is shown, closed and repeated; that it comes is asked for',
    weakenings: [
      'google_monitoring_alert_policy.alert_strategy*',
      'google_monitoring_alert_policy.combiner',
      'google_monitoring_alert_policy.severity',
    ],
  },
  {
    reason:
      'Whether the pipeline runs well is asked of its operators; the rule asks for alerts on access, keys, logs, databases and networks',
    weakenings: [
      'google_monitoring_alert_policy: gone (A step of the pipeline failed)',
      'google_monitoring_alert_policy: gone (Airflow *)',
      'google_monitoring_alert_policy: gone (No run *)',
      'google_monitoring_alert_policy: gone (To*)',
      'google_monitoring_alert_policy.conditions.condition_matched_log.filter: finds nothing (A step of the pipeline failed)',
      'google_monitoring_alert_policy.conditions.condition_matched_log.filter: finds nothing (To*)',
      'google_monitoring_alert_policy.conditions.condition_threshold.aggregations*',
      'google_monitoring_alert_policy.conditions.condition_threshold.evaluation_missing_data',
      'google_monitoring_alert_policy.conditions.condition_threshold.filter: finds nothing*',
    ],
  },
  {
    reason: 'It counts for the dashboard what an alert looks at in the log itself',
    weakenings: ['google_logging_metric: gone*', 'google_logging_metric.filter: without*'],
  },
  {
    reason: 'Google refuses what comes in and no rule lets in; this rule of ours records it',
    weakenings: [
      'google_compute_firewall: gone (*-deny-ingress)',
      'google_compute_firewall.direction: EGRESS (deny INGRESS)',
    ],
  },
  {
    reason:
      'From named machines to named machines, or to private ranges: ports are asked for where the other side is open',
    weakenings: ['google_compute_firewall.allow.ports: * (allow EGRESS)', 'google_compute_firewall.allow.protocol'],
  },
  {
    reason: 'A connection is recorded all the same, with its two ends; this is what else is said about it',
    weakenings: [
      'google_compute_firewall.log_config.metadata',
      'google_compute_subnetwork.log_config.metadata: CUSTOM_METADATA',
    ],
  },
  {
    reason: 'One more host with a name: which ones may be called is chosen in the description, with a reason each',
    weakenings: ['google_compute_network_firewall_policy_rule.match.dest_fqdns: one more'],
  },
  {
    reason: 'The name then leads to fewer addresses, or to public ones, and the network lets nothing out to those',
    weakenings: [
      'google_dns_managed_zone: gone*',
      'google_dns_record_set: gone*',
      'google_dns_record_set.rrdatas: without*',
    ],
  },
  {
    reason: 'Who else is notified; a rule requires that somebody is notified of security events',
    weakenings: [
      'google_essential_contacts_contact: gone*',
      'google_essential_contacts_contact.notification_category_subscriptions',
    ],
  },
  {
    reason: 'Others name it: without it Terraform or the service refuses what does, and nothing goes on unprotected',
    weakenings: [
      'google_data_catalog_policy_tag: gone*',
      'google_kms_crypto_key: gone*',
      'google_monitoring_notification_channel: gone*',
    ],
  },
  {
    reason:
      'A machine without its tag loses ways out; each tag that a rule opens something for is in the same description',
    weakenings: [
      'google_cloud_run_v2_job.template.template.vpc_access.network_interfaces.tags',
      'google_dataproc_cluster.cluster_config.gce_cluster_config.tags',
      'google_dataproc_workflow_template.placement.managed_cluster.config.gce_cluster_config.tags',
    ],
  },
  {
    reason: 'What Terraform does with it at the end; it holds no data',
    weakenings: ['google_service_networking_connection.deletion_policy'],
  },
  {
    reason: 'The logs of a build hold no data of patients; that they are kept is asked for, not where',
    weakenings: ['google_cloudbuild_trigger.build.options.logging'],
  },
  {
    reason: 'People of the repository then start the build themselves; others still need a comment by one of them',
    weakenings: ['google_cloudbuild_trigger.repository_event_config.pull_request.comment_control'],
  },
  {
    reason:
      'Only to the identity that deploys what a person has approved, or to an agent of Google, which administer anyway',
    weakenings: ['google_*_iam_member.role: administrator of the service'],
  },
  {
    reason: 'How traffic finds its way; who may send it is in the firewall, and is asked for',
    weakenings: [
      'google_compute_address.address_type',
      'google_compute_network.routing_mode',
      'google_compute_router_nat.nat_ip*',
    ],
  },
  {
    reason:
      'Without data of patients a stage may be thrown away, keep less and stand still; in production it is reported',
    beforeProduction: true,
    weakenings: [
      'google_monitoring_alert_policy.conditions.condition_matched_log.filter: * (Break-glass access was used)',
      'google_monitoring_alert_policy: gone (Break-glass access was used)',
      'google_cloud_run_v2_job.deletion_protection: flipped',
      'google_composer_environment.config.recovery_config*',
      'google_composer_environment.config.resilience_mode',
      'google_logging_project_bucket_config.retention_days',
      'google_sql_database.deletion_policy',
      'google_sql_database_instance.deletion_protection: flipped',
      'google_sql_database_instance.settings.availability_type',
      'google_sql_database_instance.settings.backup_configuration.backup_retention_settings*',
      'google_sql_database_instance.settings.backup_configuration.transaction_log_retention_days: zero',
      'google_sql_database_instance.settings.deletion_protection_enabled',
      'google_sql_database_instance.settings.retain_backups_on_delete',
      'google_storage_bucket.force_destroy: flipped',
      'google_storage_bucket.retention_policy*',
      'google_storage_bucket.soft_delete_policy*',
    ],
  },
  ...NOT_JUDGED,
];

/** What Checkov finds and no rule reports, and why. */
export const ACCEPTED_OF_CHECKOV: readonly Accepted[] = [
  {
    reason: 'Before production a table may be thrown away, and a view holds no rows',
    weakenings: ['google_bigquery_table.deletion_protection'],
  },
  {
    reason: 'Only to the identity that deploys what a person has approved; every other administrator is reported',
    weakenings: ['google_project_iam_member.role: administrator of the service'],
  },
];
