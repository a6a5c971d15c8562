/**
 * Whether a principal is the account of a Google service that may encrypt with a customer's key. Stricter than `isServiceAgent`: accounts
 * that a project's users can act as (cloudservices, Compute Engine's default) do not count; references to the provider's agents do.
 * https://cloud.google.com/iam/docs/service-agents
 */
export function isEncryptingService(principal: string): boolean {
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
