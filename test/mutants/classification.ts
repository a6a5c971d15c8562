/** A kind of argument whose change weakens nothing, and why. */
export interface Neutral {
  /** Tried on `type.argument`, with dots through blocks and without numbers. */
  readonly places: RegExp;
  readonly why: string;
}

/** An argument by the last word of its place. */
function called(...names: readonly string[]): RegExp {
  return new RegExp(`\\.(${names.join('|')})$`);
}

/**
 * What is not weakened. Everything else that a resource sets is: an argument that nobody has thought about gets mutants, and what no
 * rule then reports must be accepted by name. An entry that fits nothing in use fails the test.
 */
export const NEUTRAL: readonly Neutral[] = [
  {
    places: called(
      'name',
      'account_id',
      'bucket_id',
      'cluster_name',
      'dataset_id',
      'repository_id',
      'role_id',
      'routine_id',
    ),
    why: 'which resource it is',
  },
  {
    places: called('secret_id', 'table_id', 'policy_id', 'step_id', 'rule_name', 'id', 'project_id', 'data_policy_id'),
    why: 'which resource it is',
  },
  {
    places: called('bucket', 'instance', 'repository', 'taxonomy', 'policy_tag', 'crypto_key_id', 'service_account_id'),
    why: 'which resource it belongs to; another one is judged by itself',
  },
  {
    places: called('network', 'network_url', 'subnetwork', 'router', 'managed_zone', 'key_ring', 'parent', 'policy'),
    why: 'which resource it belongs to; another one is judged by itself',
  },
  {
    places: called('firewall_policy', 'attachment_target', 'parent_connection', 'parent_resource', 'parent_policy_tag'),
    why: 'which resource it belongs to; another one is judged by itself',
  },
  {
    places: called('location', 'region', 'project', 'dns_name'),
    why: 'where it is, which the description decides once',
  },
  {
    places: called('billing_account', 'units', 'threshold_percent', 'currency_code', 'calendar_period', 'projects'),
    why: 'about money',
  },
  { places: called('disable_default_iam_recipients', 'monitoring_notification_channels'), why: 'about money' },
  {
    places: called('title', 'display_name', 'description', 'language_tag', 'content', 'mime_type', 'dashboard_json'),
    why: 'what people read',
  },
  {
    places: /\.(env_variables|env\.value|step\.env)$/,
    why: 'names and values of the description; a secret among them is a mutant',
  },
  { places: called('log_object_prefix'), why: 'a name inside the log' },
  {
    places: called('cpu', 'memory', 'memory_gb', 'storage_gb', 'count', 'min_count', 'max_count', 'disk_size', 'tier'),
    why: 'how much of it there is, and what it costs',
  },
  {
    places: called(
      'edition',
      'disk_type',
      'disk_autoresize',
      'environment_size',
      'boot_disk_size_gb',
      'boot_disk_type',
    ),
    why: 'how much of it there is, and what it costs',
  },
  {
    places: called('machine_type', 'num_instances', 'max_instances', 'min_instances', 'parallelism', 'task_count'),
    why: 'how much of it there is, and what it costs',
  },
  {
    places: called('clustering', 'storage_class', 'prefix_length', 'query_string_length', 'execution_environment'),
    why: 'how much of it there is, and what it costs',
  },
  {
    places: /\.(time_partitioning|basic_algorithm|autoscaling_config)\.|\.(limits|override_properties)$/,
    why: 'how fast it is',
  },
  {
    places: called('timeout', 'dag_timeout', 'max_retries', 'ttl', 'content_type'),
    why: 'how long a piece of work may take',
  },
  { places: /\.maintenance_window\./, why: 'when work is done on it' },
  {
    places: called('start_time', 'update_track', 'time_zone', 'snapshot_location', 'snapshot_creation_schedule'),
    why: 'when work is done on it',
  },
  {
    places: called(
      'image_version',
      'database_version',
      'format',
      'charset',
      'type',
      'unit',
      'value_type',
      'metric_kind',
      'routine_type',
      'language',
      'data_type',
    ),
    why: 'what kind of thing it is',
  },
  {
    places: called(
      'purpose',
      'address',
      'dags_are_paused_at_creation',
      'core-dags_are_paused_at_creation',
      'perimeter_type',
    ),
    why: 'what kind of thing it is',
  },
  {
    places: called('command', 'image', 'script', 'args', 'jar_file_uris', 'main_python_file_uri', 'python_file_uris'),
    why: 'which program runs; what it may do is in the grants of its account',
  },
  {
    places: called('staging_bucket', 'temp_bucket', 'fields', 'query', 'use_legacy_sql', 'remote_uri', 'tag_state'),
    why: 'which program runs; what it may do is in the grants of its account',
  },
  {
    places: called('definition_body'),
    why: 'which query a function stands for; it reads with the rights of its caller',
  },
  {
    places: called('update_on_creation_fail', 'disable_dependent_services', 'disable_on_destroy'),
    why: 'how Terraform goes about it',
  },
];

/** Types of which one less weakens nothing, and why. Of every other type the removal of a resource is a mutant. */
export const REMOVABLE: readonly Neutral[] = [
  { places: /_iam_member$|^google_bigquery_dataset_access$/, why: 'a grant less lets nobody do more' },
  { places: /^google_privileged_access_manager_entitlement$/, why: 'a way to ask for a grant less' },
  {
    places: /^google_project_iam_custom_role$|^google_service_account$|^google_sql_user$/,
    why: 'an identity or a role less',
  },
  {
    places:
      /^google_(bigquery_(dataset|table|routine)|storage_bucket(_object)?|sql_database(_instance)?|secret_manager_secret)$/,
    why: 'what it would hold is not there; losing it is what the protections are for, and they are weakened',
  },
  {
    places: /^google_(artifact_registry_repository|cloud_run_v2_job|composer_environment|dataproc_\w+|cloudbuild\w+)$/,
    why: 'a program less runs',
  },
  {
    places: /^google_(project_service|compute_(address|global_address|router|subnetwork|network))$/,
    why: 'nothing can use what is not there',
  },
  { places: /^google_service_networking_connection$|^google_compute_router_nat$/, why: 'a way less' },
  {
    places: /^google_kms_key_ring$|^google_data_catalog_taxonomy$/,
    why: 'what is in it goes first, and that is a mutant',
  },
  { places: /^google_logging_project_exclusion$/, why: 'more is kept' },
  { places: /^google_billing_budget$|^google_monitoring_dashboard$/, why: 'about money, or what people look at' },
];

/** Lists in which each entry allows something: weakened by one more, not by one less. The entry that is added, by the last word of the place. */
export const ALLOWING: Readonly<Record<string, string>> = {
  permissions: 'resourcemanager.projects.setIamPolicy',
  identities: 'user:somebody@elsewhere.example',
  access_levels: 'accessPolicies/1/accessLevels/everybody',
  dest_fqdns: 'elsewhere.example',
  source_tags: 'anything',
  source_service_accounts: 'anything@elsewhere-project.iam.gserviceaccount.com',
  target_types: 'ROUTINES',
  ports: '0-65535',
  nat_ips: 'projects/elsewhere/regions/us-central1/addresses/one',
  reserved_peering_ranges: 'another-range',
  source_ip_ranges_to_nat: 'ALL_IP_RANGES',
  principals: 'user:somebody@elsewhere.example',
  tags: 'anything',
  ignore_changes: 'all',
  'google_access_context_manager_service_perimeter.status.ingress_policies.ingress_to.resources': 'projects/1',
};

/** Numbers and durations that are weaker when they are more; all others are weaker when they are less. */
export const MORE_IS_WEAKER =
  /rotation_period|aggregation_interval|idle_delete_ttl|max_request_duration|alignment_period|auto_close|notification_rate_limit|\.priority$|\.duration$|days_since_noncurrent_time/;

const SECRET_IN_ENVIRONMENT = { name: 'DB_PASSWORD', value: 'correct-horse-battery' };

/** Arguments and blocks that weaken by being there, by name: what is added where a resource leaves them out. */
export const ADDED: Readonly<Record<string, unknown>> = {
  disabled: true,
  enabled: false,
  exempted_members: ['user:somebody@sunrise.example'],
  authorized_networks: [{ name: 'everywhere', value: '0.0.0.0/0' }],
  exclusions: [{ name: 'audit', filter: 'logName:"cloudaudit.googleapis.com"' }],
  env: SECRET_IN_ENVIRONMENT,
};

/** Where `disabled` or `enabled` says that there is less, not that a protection is off. */
export const NOT_ADDED =
  /^google_service_account\.|^google_project_iam_custom_role\.|^google_cloud_run_v2_job\.template\.template\.containers\.startup/;
