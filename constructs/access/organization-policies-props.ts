/** Boolean constraints that are enforced; the platform needs none of what they forbid. */
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
  /** The number, because Google answers with it: a policy named by the id would be replaced on every plan. */
  readonly projectNumber: string;
  /** The only region in which resources may be created. */
  readonly region: string;
  /** Projects (ids) whose keys may encrypt. */
  readonly keyProjects: readonly string[];
}
