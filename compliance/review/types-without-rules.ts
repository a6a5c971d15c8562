/**
 * Resource types that no rule looks at, on purpose, and why. A type that is neither here nor in a rule is listed in the
 * report as unknown: somebody should think about it once.
 */
export const TYPES_WITHOUT_RULES: Readonly<Record<string, string>> = {
  google_access_context_manager_service_perimeter_dry_run_resource: 'logs what a perimeter would refuse',
  google_access_context_manager_service_perimeter_resource: 'puts a project into a perimeter',
  google_billing_budget: 'about money',
  google_compute_network_firewall_policy_association: 'joins a policy and a network',
  google_compute_route: 'where packets go; who may send them is in the firewall rules',
  google_compute_router: 'holds the address translation',
  google_dataproc_autoscaling_policy: 'how many machines a cluster has',
  google_monitoring_dashboard: 'shows metrics',
  google_monitoring_uptime_check_config: 'asks whether something answers',
  google_pubsub_topic: 'looked at for its labels only',
  google_service_account: 'an identity; its keys and grants are judged',
};
