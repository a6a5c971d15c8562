/**
 * Whether a principal is an account with which a Google service works itself: its project is Google's, not the customer's.
 * https://cloud.google.com/iam/docs/service-agents
 */
export function isServiceAgent(principal: string): boolean {
  return (
    /^serviceAccount:[^@]+@(gcp-sa-[a-z0-9-]+|[a-z0-9-]+-accounts|bigquery-encryption|[a-z0-9-]+-robot(-prod)?|[a-z0-9-]*compute-system|cloud-?(build|services|composer|dataproc|filer|tpu)[a-z-]*|gae-api-prod\.google\.com|sourcerepo-service-accounts)\.(iam\.)?gserviceaccount\.com$/.test(
      principal,
    ) ||
    // What the provider itself says about the agents of a project.
    /\$\{(google_project_service_identity|data\.google_(storage|bigquery)[a-z_]*|data\.google_[a-z_]*service_agent[a-z_]*|data\.google_logging_project_cmek_settings)\./.test(
      principal,
    )
  );
}
