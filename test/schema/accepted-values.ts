import { ACCEPTED_FORMS } from './accepted-forms';

/**
 * The values that arguments take which accept only certain words, by `type.path`. The provider's schema says only that they are text;
 * these are from its documentation and source (6.50), for what this project sets.
 */
export const ACCEPTED_VALUES: Readonly<Record<string, readonly string[] | RegExp>> = {
  'google_access_context_manager_service_perimeter.perimeter_type': ['PERIMETER_TYPE_REGULAR', 'PERIMETER_TYPE_BRIDGE'],
  'google_artifact_registry_repository.cleanup_policies.action': ['DELETE', 'KEEP'],
  'google_artifact_registry_repository.cleanup_policies.condition.tag_state': ['TAGGED', 'UNTAGGED', 'ANY'],
  'google_artifact_registry_repository.format': /^(DOCKER|MAVEN|NPM|PYTHON|APT|YUM|KFP|GO|GENERIC)$/,
  'google_artifact_registry_repository.mode': ['STANDARD_REPOSITORY', 'VIRTUAL_REPOSITORY', 'REMOTE_REPOSITORY'],
  'google_artifact_registry_repository.vulnerability_scanning_config.enablement_config': ['INHERITED', 'DISABLED'],
  'google_bigquery_datapolicy_data_policy.data_masking_policy.predefined_expression': [
    'SHA256',
    'ALWAYS_NULL',
    'DEFAULT_MASKING_VALUE',
    'LAST_FOUR_CHARACTERS',
    'FIRST_FOUR_CHARACTERS',
    'EMAIL_MASK',
    'DATE_YEAR_MASK',
  ],
  'google_bigquery_datapolicy_data_policy.data_policy_type': ['COLUMN_LEVEL_SECURITY_POLICY', 'DATA_MASKING_POLICY'],
  'google_bigquery_dataset_access.dataset.target_types': ['VIEWS'],
  'google_bigquery_dataset.max_time_travel_hours': /^(4[89]|[5-9]\d|1[0-5]\d|16[0-8])$/,
  'google_bigquery_dataset.storage_billing_model': ['LOGICAL', 'PHYSICAL'],
  'google_bigquery_routine.language': ['SQL', 'JAVASCRIPT', 'PYTHON', 'JAVA', 'SCALA'],
  'google_bigquery_routine.routine_type': [
    'SCALAR_FUNCTION',
    'PROCEDURE',
    'TABLE_VALUED_FUNCTION',
    'AGGREGATE_FUNCTION',
  ],
  'google_bigquery_table.time_partitioning.type': ['DAY', 'HOUR', 'MONTH', 'YEAR'],
  'google_billing_budget.amount.specified_amount.currency_code': /^[A-Z]{3}$/,
  'google_billing_budget.budget_filter.calendar_period': ['MONTH', 'QUARTER', 'YEAR'],
  'google_billing_budget.threshold_rules.spend_basis': ['CURRENT_SPEND', 'FORECASTED_SPEND'],
  'google_cloud_run_v2_job.template.template.execution_environment': [
    'EXECUTION_ENVIRONMENT_GEN1',
    'EXECUTION_ENVIRONMENT_GEN2',
  ],
  'google_cloud_run_v2_job.template.template.vpc_access.egress': ['ALL_TRAFFIC', 'PRIVATE_RANGES_ONLY'],
  'google_cloud_run_v2_service.ingress': [
    'INGRESS_TRAFFIC_ALL',
    'INGRESS_TRAFFIC_INTERNAL_ONLY',
    'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER',
  ],
  'google_cloud_scheduler_job.http_target.http_method': ['POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'],
  'google_cloudbuild_trigger.build.options.logging': [
    'LOGGING_UNSPECIFIED',
    'LEGACY',
    'GCS_ONLY',
    'STACKDRIVER_ONLY',
    'CLOUD_LOGGING_ONLY',
    'NONE',
  ],
  'google_cloudbuild_trigger.include_build_logs': ['INCLUDE_BUILD_LOGS_UNSPECIFIED', 'INCLUDE_BUILD_LOGS_WITH_STATUS'],
  'google_cloudbuild_trigger.repository_event_config.pull_request.comment_control': [
    'COMMENTS_DISABLED',
    'COMMENTS_ENABLED',
    'COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY',
  ],
  'google_composer_environment.config.data_retention_config.airflow_metadata_retention_config.retention_mode': [
    'RETENTION_MODE_ENABLED',
    'RETENTION_MODE_DISABLED',
  ],
  'google_composer_environment.config.data_retention_config.task_logs_retention_config.storage_mode': [
    'CLOUD_LOGGING_AND_CLOUD_STORAGE',
    'CLOUD_LOGGING_ONLY',
  ],
  'google_composer_environment.config.environment_size': /^ENVIRONMENT_SIZE_(SMALL|MEDIUM|LARGE|EXTRA_LARGE)$/,
  'google_composer_environment.config.resilience_mode': ['STANDARD_RESILIENCE', 'HIGH_RESILIENCE'],
  'google_composer_environment.config.software_config.image_version':
    /^composer-3-airflow-\d+\.\d+\.\d+(-build\.\d+)?$/,
  'google_composer_environment.config.software_config.web_server_plugins_mode': ['ENABLED', 'DISABLED'],
  'google_compute_address.address_type': ['INTERNAL', 'EXTERNAL'],
  'google_compute_address.network_tier': ['PREMIUM', 'STANDARD', 'FIXED_STANDARD'],
  'google_compute_firewall.allow.protocol': /^(tcp|udp|icmp|esp|ah|ipip|sctp|all|\d+)$/,
  'google_compute_firewall.deny.protocol': /^(tcp|udp|icmp|esp|ah|ipip|sctp|all|\d+)$/,
  'google_compute_firewall.direction': ['INGRESS', 'EGRESS'],
  'google_compute_firewall.log_config.metadata': ['EXCLUDE_ALL_METADATA', 'INCLUDE_ALL_METADATA'],
  'google_compute_global_address.address_type': ['EXTERNAL', 'INTERNAL'],
  'google_compute_global_address.purpose': ['VPC_PEERING', 'PRIVATE_SERVICE_CONNECT'],
  'google_compute_network.network_firewall_policy_enforcement_order': [
    'BEFORE_CLASSIC_FIREWALL',
    'AFTER_CLASSIC_FIREWALL',
  ],
  'google_compute_network.routing_mode': ['REGIONAL', 'GLOBAL'],
  'google_compute_network_firewall_policy_rule.action': ['allow', 'deny', 'goto_next', 'apply_security_profile_group'],
  'google_compute_network_firewall_policy_rule.direction': ['INGRESS', 'EGRESS'],
  'google_compute_router_nat.log_config.filter': ['ERRORS_ONLY', 'TRANSLATIONS_ONLY', 'ALL'],
  'google_compute_router_nat.nat_ip_allocate_option': ['MANUAL_ONLY', 'AUTO_ONLY'],
  'google_compute_router_nat.source_subnetwork_ip_ranges_to_nat': [
    'ALL_SUBNETWORKS_ALL_IP_RANGES',
    'ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES',
    'LIST_OF_SUBNETWORKS',
  ],
  'google_compute_router_nat.subnetwork.source_ip_ranges_to_nat': [
    'ALL_IP_RANGES',
    'LIST_OF_SECONDARY_IP_RANGES',
    'PRIMARY_IP_RANGE',
  ],
  'google_compute_subnetwork.log_config.aggregation_interval': /^INTERVAL_(5_SEC|30_SEC|1_MIN|5_MIN|10_MIN|15_MIN)$/,
  'google_compute_subnetwork.log_config.metadata': ['EXCLUDE_ALL_METADATA', 'INCLUDE_ALL_METADATA', 'CUSTOM_METADATA'],
  'google_compute_subnetwork.purpose': [
    'PRIVATE',
    'PRIVATE_RFC_1918',
    'REGIONAL_MANAGED_PROXY',
    'GLOBAL_MANAGED_PROXY',
    'PRIVATE_SERVICE_CONNECT',
    'PRIVATE_NAT',
  ],
  'google_compute_subnetwork.role': ['ACTIVE', 'BACKUP'],
  'google_data_catalog_taxonomy.activated_policy_types': ['FINE_GRAINED_ACCESS_CONTROL'],
  'google_dns_managed_zone.visibility': ['public', 'private'],
  'google_dns_record_set.type': /^(A|AAAA|CAA|CNAME|MX|NS|PTR|SOA|SPF|SRV|TXT)$/,
  'google_essential_contacts_contact.notification_category_subscriptions': [
    'ALL',
    'SUSPENSION',
    'SECURITY',
    'TECHNICAL',
    'BILLING',
    'LEGAL',
    'PRODUCT_UPDATES',
    'TECHNICAL_INCIDENTS',
  ],
  'google_kms_crypto_key.purpose': [
    'ENCRYPT_DECRYPT',
    'ASYMMETRIC_SIGN',
    'ASYMMETRIC_DECRYPT',
    'MAC',
    'RAW_ENCRYPT_DECRYPT',
  ],
  'google_kms_crypto_key.version_template.protection_level': ['SOFTWARE', 'HSM', 'EXTERNAL', 'EXTERNAL_VPC'],
  'google_logging_metric.metric_descriptor.metric_kind': ['DELTA', 'GAUGE', 'CUMULATIVE'],
  'google_logging_metric.metric_descriptor.labels.value_type': ['BOOL', 'INT64', 'STRING'],
  'google_logging_metric.metric_descriptor.value_type': /^(BOOL|INT64|DOUBLE|STRING|DISTRIBUTION|MONEY)$/,
  'google_monitoring_alert_policy.combiner': ['AND', 'OR', 'AND_WITH_MATCHING_RESOURCE'],
  'google_monitoring_alert_policy.conditions.condition_absent.aggregations.cross_series_reducer': /^REDUCE_[A-Z0-9_]+$/,
  'google_monitoring_alert_policy.conditions.condition_absent.aggregations.per_series_aligner': /^ALIGN_[A-Z0-9_]+$/,
  'google_monitoring_alert_policy.conditions.condition_threshold.aggregations.cross_series_reducer':
    /^REDUCE_(NONE|MEAN|MIN|MAX|SUM|STDDEV|COUNT|COUNT_TRUE|COUNT_FALSE|FRACTION_TRUE|PERCENTILE_(99|95|50|05))$/,
  'google_monitoring_alert_policy.conditions.condition_threshold.aggregations.per_series_aligner':
    /^ALIGN_(NONE|DELTA|RATE|INTERPOLATE|NEXT_OLDER|MIN|MAX|MEAN|COUNT|SUM|STDDEV|COUNT_TRUE|COUNT_FALSE|FRACTION_TRUE|PERCENTILE_(99|95|50|05)|PERCENT_CHANGE)$/,
  'google_monitoring_alert_policy.conditions.condition_threshold.comparison': /^COMPARISON_(GT|GE|LT|LE|EQ|NE)$/,
  'google_monitoring_alert_policy.conditions.condition_threshold.evaluation_missing_data': [
    'EVALUATION_MISSING_DATA_INACTIVE',
    'EVALUATION_MISSING_DATA_ACTIVE',
    'EVALUATION_MISSING_DATA_NO_OP',
  ],
  'google_monitoring_alert_policy.severity': ['CRITICAL', 'ERROR', 'WARNING'],
  'google_monitoring_notification_channel.type':
    /^(email|sms|pagerduty|slack|webhook_tokenauth|webhook_basicauth|pubsub|google_chat)$/,
  'google_org_policy_policy.spec.rules.allow_all': ['TRUE', 'FALSE'],
  'google_org_policy_policy.spec.rules.deny_all': ['TRUE', 'FALSE'],
  'google_org_policy_policy.spec.rules.enforce': ['TRUE', 'FALSE'],
  'google_project_iam_audit_config.audit_log_config.log_type': ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'],
  'google_project_iam_custom_role.stage': /^(ALPHA|BETA|GA|DEPRECATED|DISABLED|EAP)$/,
  'google_service_networking_connection.deletion_policy': ['ABANDON'],
  'google_sql_database.deletion_policy': ['ABANDON', 'DELETE'],
  'google_sql_database_instance.database_version': /^MYSQL_(8_0|8_0_\d+|8_4)$/,
  'google_sql_database_instance.settings.activation_policy': ['ALWAYS', 'NEVER', 'ON_DEMAND'],
  'google_sql_database_instance.settings.availability_type': ['REGIONAL', 'ZONAL'],
  'google_sql_database_instance.settings.backup_configuration.backup_retention_settings.retention_unit': ['COUNT'],
  'google_sql_database_instance.settings.connector_enforcement': ['NOT_REQUIRED', 'REQUIRED'],
  'google_sql_database_instance.settings.disk_type': ['PD_SSD', 'PD_HDD', 'HYPERDISK_BALANCED'],
  'google_sql_database_instance.settings.edition': ['ENTERPRISE', 'ENTERPRISE_PLUS'],
  'google_sql_database_instance.settings.ip_configuration.server_ca_mode': [
    'GOOGLE_MANAGED_INTERNAL_CA',
    'GOOGLE_MANAGED_CAS_CA',
    'CUSTOMER_MANAGED_CAS_CA',
  ],
  'google_sql_database_instance.settings.ip_configuration.ssl_mode': [
    'ALLOW_UNENCRYPTED_AND_ENCRYPTED',
    'ENCRYPTED_ONLY',
    'TRUSTED_CLIENT_CERTIFICATE_REQUIRED',
  ],
  'google_sql_database_instance.settings.maintenance_window.update_track': ['canary', 'stable', 'week5'],
  'google_sql_database_instance.settings.password_validation_policy.complexity': ['COMPLEXITY_DEFAULT'],
  'google_sql_database_instance.settings.tier':
    /^db-(custom-\d+-\d+|f1-micro|g1-small|n1-(standard|highmem)-\d+|perf-optimized-N-\d+)$/,
  'google_sql_user.type': [
    'BUILT_IN',
    'CLOUD_IAM_USER',
    'CLOUD_IAM_SERVICE_ACCOUNT',
    'CLOUD_IAM_GROUP',
    'CLOUD_IAM_GROUP_USER',
    'CLOUD_IAM_GROUP_SERVICE_ACCOUNT',
  ],
  'google_storage_bucket.lifecycle_rule.action.storage_class': [
    'STANDARD',
    'MULTI_REGIONAL',
    'REGIONAL',
    'NEARLINE',
    'COLDLINE',
    'ARCHIVE',
  ],
  'google_storage_bucket.lifecycle_rule.action.type': ['Delete', 'SetStorageClass', 'AbortIncompleteMultipartUpload'],
  'google_storage_bucket.lifecycle_rule.condition.with_state': ['LIVE', 'ARCHIVED', 'ANY'],
  'google_storage_bucket.public_access_prevention': ['inherited', 'enforced'],
  'google_storage_bucket.storage_class': ['STANDARD', 'MULTI_REGIONAL', 'REGIONAL', 'NEARLINE', 'COLDLINE', 'ARCHIVE'],
};

/** Capitals that are names or text of ours, not a word out of the provider's list. */
export const FREE_TEXT =
  /\.(name|title|display_name|description|key|value|content|unit|env|permissions|role_id|time_zone)$/;

/** What the provider, or the API behind it, would not take as this argument's value. */
export function refusedValues(path: string, value: unknown): string[] {
  const accepted = ACCEPTED_VALUES[path] ?? ACCEPTED_FORMS[path];
  if (!accepted) return [];
  return [value].flat().flatMap((each) => {
    const text = String(each);
    const isAccepted = accepted instanceof RegExp ? accepted.test(text) : accepted.includes(text);
    // What is known only to Terraform cannot be judged here.
    return isAccepted || text.includes('${') ? [] : [`"${text}" is not an accepted value`];
  });
}
