/**
 * Which arguments of a block exclude or need one another. The provider checks this when it plans, but does not export it with its
 * schema; these are the rules of its documentation and source (6.50) for the resource types in use.
 */
export interface ArgumentRule {
  /** The block the rule is about, with dots; left out: the resource itself. */
  readonly block?: string;
  /** The rule holds only where this argument has this value. */
  readonly when?: readonly [argument: string, value: unknown];
  readonly atMostOne?: readonly string[];
  readonly exactlyOne?: readonly string[];
  readonly atLeastOne?: readonly string[];
  /** The first needs the second. */
  readonly needs?: readonly [argument: string, needed: string];
}

export const ARGUMENT_RULES: Readonly<Record<string, readonly ArgumentRule[]>> = {
  google_access_context_manager_access_level: [{ atMostOne: ['basic', 'custom'] }],
  google_artifact_registry_repository: [
    { atMostOne: ['docker_config', 'maven_config'] },
    { atMostOne: ['remote_repository_config', 'virtual_repository_config'] },
  ],
  google_bigquery_dataset_access: [
    {
      exactlyOne: [
        'user_by_email',
        'group_by_email',
        'domain',
        'special_group',
        'iam_member',
        'view',
        'dataset',
        'routine',
      ],
    },
  ],
  google_bigquery_table: [
    { atMostOne: ['time_partitioning', 'range_partitioning'] },
    { atMostOne: ['view', 'materialized_view', 'external_data_configuration', 'biglake_configuration'] },
    // A view has no data of its own to encrypt, cluster or partition.
    { atMostOne: ['view', 'encryption_configuration'] },
    { atMostOne: ['view', 'time_partitioning'] },
    { atMostOne: ['view', 'clustering'] },
  ],
  google_bigquery_datapolicy_data_policy: [
    { block: 'data_masking_policy', exactlyOne: ['predefined_expression', 'routine'] },
  ],
  google_billing_budget: [
    { block: 'amount', exactlyOne: ['specified_amount', 'last_period_amount'] },
    { block: 'budget_filter', atMostOne: ['calendar_period', 'custom_period'] },
  ],
  google_cloud_run_v2_job: [
    { block: 'template.template.containers.env', atMostOne: ['value', 'value_source'] },
    { block: 'template.template.vpc_access', atMostOne: ['connector', 'network_interfaces'] },
    { block: 'template.template.volumes', atMostOne: ['secret', 'cloud_sql_instance', 'empty_dir', 'gcs', 'nfs'] },
    { block: 'binary_authorization', atMostOne: ['use_default', 'policy'] },
  ],
  google_cloud_run_v2_service: [
    { block: 'template.containers.env', atMostOne: ['value', 'value_source'] },
    { block: 'template.vpc_access', atMostOne: ['connector', 'network_interfaces'] },
    { block: 'binary_authorization', atMostOne: ['use_default', 'policy'] },
  ],
  google_cloud_scheduler_job: [{ exactlyOne: ['http_target', 'pubsub_target', 'app_engine_http_target'] }],
  google_cloudbuild_trigger: [
    { exactlyOne: ['filename', 'build', 'git_file_source'] },
    {
      atLeastOne: [
        'trigger_template',
        'github',
        'bitbucket_server_trigger_config',
        'pubsub_config',
        'webhook_config',
        'source_to_build',
        'repository_event_config',
      ],
    },
    { block: 'repository_event_config', exactlyOne: ['pull_request', 'push'] },
    { block: 'repository_event_config.push', exactlyOne: ['branch', 'tag'] },
    { block: 'github', exactlyOne: ['pull_request', 'push'] },
    { block: 'build.step', atMostOne: ['script', 'args'] },
    { block: 'build.step', atMostOne: ['script', 'entrypoint'] },
  ],
  google_cloudbuildv2_connection: [
    { atMostOne: ['github_config', 'github_enterprise_config', 'gitlab_config', 'bitbucket_cloud_config'] },
  ],
  // Composer 3 refuses what belonged to the cluster of version 2.
  google_composer_environment: [
    { block: 'config', atMostOne: ['private_environment_config', 'enable_private_environment'] },
    { block: 'config', atMostOne: ['master_authorized_networks_config', 'enable_private_environment'] },
    { block: 'config.node_config', atMostOne: ['composer_network_attachment', 'network'] },
    { block: 'config.node_config', needs: ['network', 'subnetwork'] },
    { block: 'config.web_server_network_access_control', atLeastOne: ['allowed_ip_range'] },
  ],
  google_compute_firewall: [
    { exactlyOne: ['allow', 'deny'] },
    { atMostOne: ['source_service_accounts', 'source_tags'] },
    { atMostOne: ['source_service_accounts', 'target_tags'] },
    { atMostOne: ['target_service_accounts', 'source_tags'] },
    { atMostOne: ['target_service_accounts', 'target_tags'] },
    { when: ['direction', 'INGRESS'], atLeastOne: ['source_ranges', 'source_tags', 'source_service_accounts'] },
    { when: ['direction', 'INGRESS'], atMostOne: ['direction', 'destination_ranges'] },
    { when: ['direction', 'EGRESS'], atMostOne: ['direction', 'source_ranges'] },
    { when: ['direction', 'EGRESS'], atMostOne: ['direction', 'source_tags'] },
    { when: ['direction', 'EGRESS'], atMostOne: ['direction', 'source_service_accounts'] },
  ],
  google_compute_network_firewall_policy_rule: [
    { atMostOne: ['target_service_accounts', 'target_secure_tags'] },
    { block: 'match', atLeastOne: ['layer4_configs'] },
  ],
  google_compute_router_nat: [
    { when: ['nat_ip_allocate_option', 'AUTO_ONLY'], atMostOne: ['nat_ip_allocate_option', 'nat_ips'] },
    { when: ['nat_ip_allocate_option', 'MANUAL_ONLY'], needs: ['nat_ip_allocate_option', 'nat_ips'] },
    {
      when: ['source_subnetwork_ip_ranges_to_nat', 'LIST_OF_SUBNETWORKS'],
      needs: ['source_subnetwork_ip_ranges_to_nat', 'subnetwork'],
    },
  ],
  google_compute_subnetwork: [
    { block: 'log_config', atLeastOne: ['aggregation_interval', 'flow_sampling', 'metadata', 'filter_expr'] },
  ],
  google_dataproc_autoscaling_policy: [{ needs: ['basic_algorithm', 'worker_config'] }],
  google_dataproc_cluster: [
    { block: 'cluster_config.gce_cluster_config', atMostOne: ['network', 'subnetwork'] },
    { atMostOne: ['cluster_config', 'virtual_cluster_config'] },
  ],
  google_dataproc_workflow_template: [
    { block: 'placement', exactlyOne: ['managed_cluster', 'cluster_selector'] },
    { block: 'placement.managed_cluster.config.gce_cluster_config', atMostOne: ['network', 'subnetwork'] },
  ],
  google_dns_managed_zone: [
    { atMostOne: ['forwarding_config', 'peering_config'] },
    { when: ['visibility', 'private'], atMostOne: ['visibility', 'dnssec_config'] },
    { block: 'private_visibility_config', atLeastOne: ['networks', 'gke_clusters'] },
  ],
  google_dns_record_set: [{ exactlyOne: ['rrdatas', 'routing_policy'] }],
  google_iam_workload_identity_pool_provider: [{ exactlyOne: ['aws', 'oidc', 'saml', 'x509'] }],
  google_kms_crypto_key: [
    { when: ['purpose', 'ASYMMETRIC_SIGN'], atMostOne: ['purpose', 'rotation_period'] },
    { when: ['purpose', 'ASYMMETRIC_DECRYPT'], atMostOne: ['purpose', 'rotation_period'] },
    { when: ['purpose', 'MAC'], atMostOne: ['purpose', 'rotation_period'] },
  ],
  google_logging_metric: [
    { block: 'bucket_options', atMostOne: ['linear_buckets', 'exponential_buckets', 'explicit_buckets'] },
  ],
  google_logging_project_sink: [{ atMostOne: ['unique_writer_identity', 'custom_writer_identity'] }],
  google_monitoring_alert_policy: [
    {
      block: 'conditions',
      exactlyOne: [
        'condition_absent',
        'condition_matched_log',
        'condition_monitoring_query_language',
        'condition_prometheus_query_language',
        'condition_sql',
        'condition_threshold',
      ],
    },
  ],
  google_monitoring_uptime_check_config: [
    { exactlyOne: ['http_check', 'tcp_check', 'synthetic_monitor'] },
    { exactlyOne: ['monitored_resource', 'resource_group', 'synthetic_monitor'] },
  ],
  google_org_policy_policy: [
    { block: 'spec.rules', exactlyOne: ['allow_all', 'deny_all', 'enforce', 'values'] },
    { block: 'dry_run_spec.rules', exactlyOne: ['allow_all', 'deny_all', 'enforce', 'values'] },
  ],
  google_privileged_access_manager_entitlement: [
    { block: 'requester_justification_config', exactlyOne: ['not_mandatory', 'unstructured'] },
  ],
  google_secret_manager_secret: [
    { atMostOne: ['expire_time', 'ttl'] },
    { block: 'replication', exactlyOne: ['auto', 'user_managed'] },
    { needs: ['rotation', 'topics'] },
  ],
  google_secret_manager_secret_version: [
    { exactlyOne: ['secret_data', 'secret_data_wo'] },
    { needs: ['secret_data_wo', 'secret_data_wo_version'] },
  ],
  google_sql_database_instance: [
    { atLeastOne: ['settings', 'clone'] },
    {
      block: 'settings.ip_configuration',
      when: ['ipv4_enabled', false],
      atLeastOne: ['private_network', 'psc_config'],
    },
    // MySQL recovers by its binary log; the flag is PostgreSQL's and SQL Server's.
    {
      block: 'settings.backup_configuration',
      when: ['binary_log_enabled', true],
      atMostOne: ['binary_log_enabled', 'point_in_time_recovery_enabled'],
    },
    { block: 'settings.backup_configuration', needs: ['binary_log_enabled', 'enabled'] },
    {
      block: 'settings',
      when: ['availability_type', 'REGIONAL'],
      needs: ['availability_type', 'backup_configuration'],
    },
  ],
  google_sql_user: [
    { atMostOne: ['password', 'password_wo'] },
    { needs: ['password_wo', 'password_wo_version'] },
    // Who signs in through IAM has no password.
    { when: ['type', 'CLOUD_IAM_SERVICE_ACCOUNT'], atMostOne: ['type', 'password', 'password_wo'] },
    { when: ['type', 'CLOUD_IAM_GROUP'], atMostOne: ['type', 'password', 'password_wo'] },
    { when: ['type', 'CLOUD_IAM_USER'], atMostOne: ['type', 'password', 'password_wo'] },
  ],
  google_storage_bucket: [
    { block: 'website', atLeastOne: ['main_page_suffix', 'not_found_page'] },
    {
      block: 'lifecycle_rule',
      when: ['action.type', 'SetStorageClass'],
      needs: ['action.type', 'action.storage_class'],
    },
    { block: 'lifecycle_rule', when: ['action.type', 'Delete'], atMostOne: ['action.type', 'action.storage_class'] },
  ],
  google_storage_bucket_object: [{ exactlyOne: ['content', 'source'] }],
};

/** What one block violates, one line per rule. */
export function conflictsIn(type: string, block: string, values: Readonly<Record<string, unknown>>): string[] {
  const rules = (ARGUMENT_RULES[type] ?? []).filter((rule) => (rule.block ?? '') === block);
  return rules.flatMap((rule) => {
    if (rule.when && valueAt(values, rule.when[0]) !== rule.when[1]) return [];
    const given = (names: readonly string[]) => names.filter((name) => valueAt(values, name) !== undefined);
    const { atMostOne, exactlyOne, atLeastOne, needs } = rule;
    if (atMostOne && given(atMostOne).length > 1) return [`${given(atMostOne).join(' and ')} exclude one another`];
    if (exactlyOne && given(exactlyOne).length !== 1)
      return [`exactly one of ${exactlyOne.join(', ')} is wanted, given: ${given(exactlyOne).join(', ') || 'none'}`];
    if (atLeastOne && given(atLeastOne).length === 0) return [`one of ${atLeastOne.join(', ')} is wanted`];
    if (needs && given([needs[0]]).length === 1 && given([needs[1]]).length === 0)
      return [`${needs[0]} needs ${needs[1]}`];
    return [];
  });
}

/** An argument, or one in a block that can stand only once; null and an empty list are not given. */
function valueAt(values: Readonly<Record<string, unknown>>, path: string): unknown {
  const value = path.split('.').reduce<unknown>((at, name) => {
    const one = Array.isArray(at) ? at[0] : at;
    return one && typeof one === 'object' ? (one as Record<string, unknown>)[name] : undefined;
  }, values);
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
}
