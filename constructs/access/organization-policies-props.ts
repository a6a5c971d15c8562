/** Boolean constraints that are enforced; each forbids what no part of the platform does. */
export const ENFORCED_CONSTRAINTS = [
  'compute.disableSerialPortAccess',
  'compute.disableVpcExternalIpv6',
  'compute.requireOsLogin',
  'compute.requireShieldedVm',
  'iam.automaticIamGrantsForDefaultServiceAccounts',
  'iam.disableAuditLoggingExemption',
  'iam.disableServiceAccountKeyCreation',
  'iam.disableServiceAccountKeyUpload',
  'sql.restrictAuthorizedNetworks',
  'sql.restrictPublicIp',
  'storage.publicAccessPrevention',
  'storage.secureHttpTransport',
  'storage.uniformBucketLevelAccess',
] as const;

export interface OrganizationPoliciesProps {
  /** Google answers with the number where the id was written, so a policy named by the id is made anew on every plan. */
  readonly projectNumber: string;
  /** Resources with a place are made here and nowhere else. */
  readonly region: string;
  /** Projects (ids) whose keys may encrypt. */
  readonly keyProjects: readonly string[];
}
