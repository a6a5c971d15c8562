import type { Rule } from './rule';
import { authorizedOfTheEstate } from './rules/bigquery/authorized-of-the-estate';
import { columnPolicyTags } from './rules/bigquery/column-policy-tags';
import { dataExpiration } from './rules/bigquery/data-expiration';
import { datasetCmek } from './rules/bigquery/dataset-cmek';
import { datasetDeleteContents } from './rules/bigquery/dataset-delete-contents';
import { datasetNoProjectGroups } from './rules/bigquery/dataset-no-project-groups';
import { datasetNoPublicAccess } from './rules/bigquery/dataset-no-public-access';
import { datasetTimeTravel } from './rules/bigquery/dataset-time-travel';
import { externalTables } from './rules/bigquery/external-tables';
import { fineGrainedReaders } from './rules/bigquery/fine-grained-readers';
import { maskHides } from './rules/bigquery/mask-hides';
import { routineStaysInside } from './rules/bigquery/routine-stays-inside';
import { rowPolicyFilters } from './rules/bigquery/row-policy-filters';
import { tableCmek } from './rules/bigquery/table-cmek';
import { tableDeletionProtection } from './rules/bigquery/table-deletion-protection';
import { tagParent } from './rules/bigquery/tag-parent';
import { taxonomyAccessControl } from './rules/bigquery/taxonomy-access-control';
import { viewStandardSql } from './rules/bigquery/view-standard-sql';
import { repositoryAddress } from './rules/build/repository-address';
import { triggerApproval } from './rules/build/trigger-approval';
import { triggerBranch } from './rules/build/trigger-branch';
import { triggerLogs } from './rules/build/trigger-logs';
import { triggerPlainSecrets } from './rules/build/trigger-plain-secrets';
import { triggerPullRequests } from './rules/build/trigger-pull-requests';
import { triggerServiceAccount } from './rules/build/trigger-service-account';
import { environmentAirflowSettings } from './rules/composer/environment-airflow-settings';
import { environmentCmek } from './rules/composer/environment-cmek';
import { environmentDataRetention } from './rules/composer/environment-data-retention';
import { environmentNetwork } from './rules/composer/environment-network';
import { environmentPlugins } from './rules/composer/environment-plugins';
import { environmentPrivate } from './rules/composer/environment-private';
import { environmentPrivateBuilds } from './rules/composer/environment-private-builds';
import { environmentResilience } from './rules/composer/environment-resilience';
import { environmentServiceAccount } from './rules/composer/environment-service-account';
import { environmentSnapshots } from './rules/composer/environment-snapshots';
import { environmentVersion } from './rules/composer/environment-version';
import { environmentWebServerAccess } from './rules/composer/environment-web-server-access';
import { dataLabels } from './rules/data/labels';
import { dataOneCountry } from './rules/data/one-country';
import { dataPreventDestroy } from './rules/data/prevent-destroy';
import { dataStageLabel } from './rules/data/stage-label';
import { clusterCmek } from './rules/dataproc/cluster-cmek';
import { clusterEnds } from './rules/dataproc/cluster-ends';
import { clusterNetwork } from './rules/dataproc/cluster-network';
import { clusterOwnBuckets } from './rules/dataproc/cluster-own-buckets';
import { clusterPrivate } from './rules/dataproc/cluster-private';
import { clusterServiceAccount } from './rules/dataproc/cluster-service-account';
import { clusterShielded } from './rules/dataproc/cluster-shielded';
import { clusterTrafficEncryption } from './rules/dataproc/cluster-traffic-encryption';
import { clusterVersion } from './rules/dataproc/cluster-version';
import { ownPrograms } from './rules/dataproc/own-programs';
import { templateCmek } from './rules/dataproc/template-cmek';
import { templateParameters } from './rules/dataproc/template-parameters';
import { accountsOfEnvironment } from './rules/iam/accounts-of-environment';
import { administrators } from './rules/iam/administrators';
import { breakGlass } from './rules/iam/break-glass';
import { bucketPrefixes } from './rules/iam/bucket-prefixes';
import { customRolePermissions } from './rules/iam/custom-role-permissions';
import { emergencyApproved } from './rules/iam/emergency-approved';
import { emergencyRoles } from './rules/iam/emergency-roles';
import { emergencyTold } from './rules/iam/emergency-told';
import { limitedGranting } from './rules/iam/limited-granting';
import { membersGroupsAndServiceAccounts } from './rules/iam/members-groups-and-service-accounts';
import { noPrimitiveRoles } from './rules/iam/no-primitive-roles';
import { noProjectWideData } from './rules/iam/no-project-wide-data';
import { noProjectWideImpersonation } from './rules/iam/no-project-wide-impersonation';
import { noServiceAccountKeys } from './rules/iam/no-service-account-keys';
import { noTokenCreation } from './rules/iam/no-token-creation';
import { peopleChangeNothing } from './rules/iam/people-change-nothing';
import { peopleSeeMasked } from './rules/iam/people-see-masked';
import { providerCondition } from './rules/iam/provider-condition';
import { separationOfDuties } from './rules/iam/separation-of-duties';
import { workloadAccountKnown } from './rules/iam/workload-account-known';
import { keyDestroyDelay } from './rules/kms/key-destroy-delay';
import { keyPreventDestroy } from './rules/kms/key-prevent-destroy';
import { keyRotatesItself } from './rules/kms/key-rotates-itself';
import { keyRotation } from './rules/kms/key-rotation';
import { keyUsers } from './rules/kms/key-users';
import { auditAllServices } from './rules/logging/audit-all-services';
import { auditConfig } from './rules/logging/audit-config';
import { auditSink } from './rules/logging/audit-sink';
import { exclusionKeptElsewhere } from './rules/logging/exclusion-kept-elsewhere';
import { logBucketCmek } from './rules/logging/log-bucket-cmek';
import { logBucketLock } from './rules/logging/log-bucket-lock';
import { logBucketRetention } from './rules/logging/log-bucket-retention';
import { sinkDestination } from './rules/logging/sink-destination';
import { sinkExclusions } from './rules/logging/sink-exclusions';
import { sinkFilter } from './rules/logging/sink-filter';
import { sinkWriterIdentity } from './rules/logging/sink-writer-identity';
import { alertChannel } from './rules/monitoring/alert-channel';
import { alertCondition } from './rules/monitoring/alert-condition';
import { auditAlerts } from './rules/monitoring/audit-alerts';
import { channelWorks } from './rules/monitoring/channel-works';
import { logMetric } from './rules/monitoring/log-metric';
import { securityContact } from './rules/monitoring/security-contact';
import { denyByDefault } from './rules/network/deny-by-default';
import { dnsLogs } from './rules/network/dns-logs';
import { dnsPolicyClosed } from './rules/network/dns-policy-closed';
import { dnsPrivateZones } from './rules/network/dns-private-zones';
import { dnsRestrictedGoogle } from './rules/network/dns-restricted-google';
import { firewallDenyInForce } from './rules/network/firewall-deny-in-force';
import { firewallLimitedEgress } from './rules/network/firewall-limited-egress';
import { firewallLogs } from './rules/network/firewall-logs';
import { firewallNamedPorts } from './rules/network/firewall-named-ports';
import { firewallNamedTargets } from './rules/network/firewall-named-targets';
import { firewallNoOpenIngress } from './rules/network/firewall-no-open-ingress';
import { firewallPolicyInUse } from './rules/network/firewall-policy-in-use';
import { natLogs } from './rules/network/nat-logs';
import { natNamedAddresses } from './rules/network/nat-named-addresses';
import { natNamedSubnets } from './rules/network/nat-named-subnets';
import { peeringPrivateRoutes } from './rules/network/peering-private-routes';
import { publicAddressForNatOnly } from './rules/network/public-address-for-nat-only';
import { serviceAccessReserved } from './rules/network/service-access-reserved';
import { subnetFlowLogDetail } from './rules/network/subnet-flow-log-detail';
import { subnetFlowLogs } from './rules/network/subnet-flow-logs';
import { subnetPrivateGoogleAccess } from './rules/network/subnet-private-google-access';
import { subnetPrivateRange } from './rules/network/subnet-private-range';
import { vpcDnsPolicy } from './rules/network/vpc-dns-policy';
import { vpcNamedSubnets } from './rules/network/vpc-named-subnets';
import { vpcPolicyFirst } from './rules/network/vpc-policy-first';
import { policyInForce } from './rules/org/policy-in-force';
import { inForce } from './rules/perimeter/in-force';
import { namedWaysIn } from './rules/perimeter/named-ways-in';
import { agreementRecorded } from './rules/project/agreement-recorded';
import { servicesCovered } from './rules/project/services-covered';
import { repositoryCleanupKeeps } from './rules/registry/repository-cleanup-keeps';
import { repositoryCmek } from './rules/registry/repository-cmek';
import { repositoryImmutableTags } from './rules/registry/repository-immutable-tags';
import { repositoryOwnContent } from './rules/registry/repository-own-content';
import { repositoryScanning } from './rules/registry/repository-scanning';
import { containerCmek } from './rules/run/container-cmek';
import { containerDeletionProtection } from './rules/run/container-deletion-protection';
import { containerImageRegistry } from './rules/run/container-image-registry';
import { containerNetwork } from './rules/run/container-network';
import { containerPlainSecrets } from './rules/run/container-plain-secrets';
import { containerServiceAccount } from './rules/run/container-service-account';
import { serviceInside } from './rules/run/service-inside';
import { secretAccessors } from './rules/secret/accessors';
import { secretCmek } from './rules/secret/cmek';
import { secretDeletionProtection } from './rules/secret/deletion-protection';
import { secretNoExpiry } from './rules/secret/no-expiry';
import { noPlainSecret } from './rules/secret/no-plain-secret';
import { secretReplication } from './rules/secret/replication';
import { secretRotation } from './rules/secret/rotation';
import { databaseDeletionPolicy } from './rules/sql/database-deletion-policy';
import { instanceAvailability } from './rules/sql/instance-availability';
import { instanceBackupRetention } from './rules/sql/instance-backup-retention';
import { instanceBackups } from './rules/sql/instance-backups';
import { instanceBackupsAfterDelete } from './rules/sql/instance-backups-after-delete';
import { instanceClientAuthentication } from './rules/sql/instance-client-authentication';
import { instanceCmek } from './rules/sql/instance-cmek';
import { instanceConnector } from './rules/sql/instance-connector';
import { instanceDeletionProtection } from './rules/sql/instance-deletion-protection';
import { instanceDiskGrowth } from './rules/sql/instance-disk-growth';
import { instanceEngineSupported } from './rules/sql/instance-engine-supported';
import { instanceFlags } from './rules/sql/instance-flags';
import { instanceGoogleServicesPath } from './rules/sql/instance-google-services-path';
import { instanceIamAuthentication } from './rules/sql/instance-iam-authentication';
import { instanceMaintenance } from './rules/sql/instance-maintenance';
import { instancePasswordPolicy } from './rules/sql/instance-password-policy';
import { instancePrivateAddress } from './rules/sql/instance-private-address';
import { instancePrivatePath } from './rules/sql/instance-private-path';
import { instanceQueryInsights } from './rules/sql/instance-query-insights';
import { instanceSslMode } from './rules/sql/instance-ssl-mode';
import { instanceTls } from './rules/sql/instance-tls';
import { noClientKeyInState } from './rules/sql/no-client-key-in-state';
import { userHost } from './rules/sql/user-host';
import { userIam } from './rules/sql/user-iam';
import { userSuperuser } from './rules/sql/user-superuser';
import { bucketAccessLogs } from './rules/storage/bucket-access-logs';
import { bucketCmek } from './rules/storage/bucket-cmek';
import { bucketCors } from './rules/storage/bucket-cors';
import { bucketForceDestroy } from './rules/storage/bucket-force-destroy';
import { bucketLifecycle } from './rules/storage/bucket-lifecycle';
import { bucketNoWebsite } from './rules/storage/bucket-no-website';
import { bucketPublicAccessPrevention } from './rules/storage/bucket-public-access-prevention';
import { bucketRetention } from './rules/storage/bucket-retention';
import { bucketRetentionLock } from './rules/storage/bucket-retention-lock';
import { bucketSoftDelete } from './rules/storage/bucket-soft-delete';
import { bucketUniformAccess } from './rules/storage/bucket-uniform-access';
import { bucketVersioning } from './rules/storage/bucket-versioning';
import { noAccessLists } from './rules/storage/no-access-lists';
import { noHmacKeys } from './rules/storage/no-hmac-keys';
import { objectNoSecret } from './rules/storage/object-no-secret';

/** Every rule, by service. A rule that is not here never runs; a test compares this list with the files. */
export const PACK: readonly Rule[] = [
  bucketPublicAccessPrevention,
  bucketUniformAccess,
  bucketCmek,
  bucketVersioning,
  bucketRetention,
  bucketAccessLogs,
  bucketCors,
  bucketForceDestroy,
  bucketLifecycle,
  bucketNoWebsite,
  bucketRetentionLock,
  bucketSoftDelete,
  noAccessLists,
  noHmacKeys,
  objectNoSecret,
  instancePrivateAddress,
  instanceTls,
  instanceClientAuthentication,
  instanceBackups,
  instanceCmek,
  instanceDeletionProtection,
  databaseDeletionPolicy,
  instanceAvailability,
  instanceBackupRetention,
  instanceBackupsAfterDelete,
  instanceConnector,
  instanceDiskGrowth,
  instanceEngineSupported,
  instanceFlags,
  instanceGoogleServicesPath,
  instanceIamAuthentication,
  instanceMaintenance,
  instancePasswordPolicy,
  instancePrivatePath,
  instanceQueryInsights,
  instanceSslMode,
  noClientKeyInState,
  userHost,
  userIam,
  userSuperuser,
  datasetCmek,
  datasetNoPublicAccess,
  columnPolicyTags,
  authorizedOfTheEstate,
  dataExpiration,
  datasetDeleteContents,
  datasetNoProjectGroups,
  datasetTimeTravel,
  externalTables,
  fineGrainedReaders,
  maskHides,
  routineStaysInside,
  rowPolicyFilters,
  tableCmek,
  tableDeletionProtection,
  tagParent,
  taxonomyAccessControl,
  viewStandardSql,
  keyRotation,
  keyPreventDestroy,
  keyDestroyDelay,
  keyRotatesItself,
  keyUsers,
  auditAllServices,
  auditSink,
  sinkWriterIdentity,
  logBucketRetention,
  logBucketCmek,
  auditConfig,
  exclusionKeptElsewhere,
  logBucketLock,
  sinkDestination,
  sinkExclusions,
  sinkFilter,
  noPrimitiveRoles,
  membersGroupsAndServiceAccounts,
  noServiceAccountKeys,
  separationOfDuties,
  breakGlass,
  emergencyApproved,
  emergencyTold,
  emergencyRoles,
  customRolePermissions,
  accountsOfEnvironment,
  administrators,
  bucketPrefixes,
  limitedGranting,
  noProjectWideData,
  noProjectWideImpersonation,
  noTokenCreation,
  peopleChangeNothing,
  peopleSeeMasked,
  providerCondition,
  workloadAccountKnown,
  subnetFlowLogs,
  subnetPrivateGoogleAccess,
  firewallNoOpenIngress,
  dnsLogs,
  denyByDefault,
  dnsPolicyClosed,
  dnsPrivateZones,
  dnsRestrictedGoogle,
  firewallDenyInForce,
  firewallLimitedEgress,
  firewallLogs,
  firewallNamedPorts,
  firewallNamedTargets,
  firewallPolicyInUse,
  natLogs,
  natNamedAddresses,
  natNamedSubnets,
  peeringPrivateRoutes,
  publicAddressForNatOnly,
  serviceAccessReserved,
  subnetFlowLogDetail,
  subnetPrivateRange,
  vpcNamedSubnets,
  vpcDnsPolicy,
  vpcPolicyFirst,
  environmentPrivate,
  environmentCmek,
  environmentServiceAccount,
  environmentAirflowSettings,
  environmentDataRetention,
  environmentNetwork,
  environmentPlugins,
  environmentPrivateBuilds,
  environmentResilience,
  environmentSnapshots,
  environmentVersion,
  environmentWebServerAccess,
  clusterCmek,
  clusterPrivate,
  clusterServiceAccount,
  clusterEnds,
  clusterNetwork,
  clusterOwnBuckets,
  clusterShielded,
  clusterTrafficEncryption,
  clusterVersion,
  ownPrograms,
  templateCmek,
  templateParameters,
  containerServiceAccount,
  containerCmek,
  containerDeletionProtection,
  containerImageRegistry,
  containerNetwork,
  containerPlainSecrets,
  serviceInside,
  secretCmek,
  noPlainSecret,
  secretAccessors,
  secretDeletionProtection,
  secretNoExpiry,
  secretReplication,
  secretRotation,
  agreementRecorded,
  servicesCovered,
  alertChannel,
  securityContact,
  alertCondition,
  auditAlerts,
  channelWorks,
  logMetric,
  dataLabels,
  repositoryAddress,
  triggerApproval,
  triggerBranch,
  triggerLogs,
  triggerPlainSecrets,
  triggerPullRequests,
  triggerServiceAccount,
  repositoryCleanupKeeps,
  repositoryCmek,
  repositoryImmutableTags,
  repositoryOwnContent,
  repositoryScanning,
  dataOneCountry,
  dataPreventDestroy,
  dataStageLabel,
  policyInForce,
  inForce,
  namedWaysIn,
];

const BY_ID: ReadonlyMap<string, Rule> = new Map(PACK.map((rule) => [rule.id, rule]));

/** The rule of an id; undefined for what a review says about exceptions. */
export function ruleOf(id: string): Rule | undefined {
  return BY_ID.get(id);
}
