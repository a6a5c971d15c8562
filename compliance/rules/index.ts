import type { Rule } from '../verdicts/rule';
import { authorizedOfTheEstate } from './bigquery/authorized-of-the-estate';
import { columnPolicyTags } from './bigquery/column-policy-tags';
import { dataExpiration } from './bigquery/data-expiration';
import { datasetCmek } from './bigquery/dataset-cmek';
import { datasetDeleteContents } from './bigquery/dataset-delete-contents';
import { datasetNoProjectGroups } from './bigquery/dataset-no-project-groups';
import { datasetNoPublicAccess } from './bigquery/dataset-no-public-access';
import { datasetTimeTravel } from './bigquery/dataset-time-travel';
import { externalTables } from './bigquery/external-tables';
import { fineGrainedReaders } from './bigquery/fine-grained-readers';
import { maskHides } from './bigquery/mask-hides';
import { routineStaysInside } from './bigquery/routine-stays-inside';
import { rowPolicyFilters } from './bigquery/row-policy-filters';
import { tableCmek } from './bigquery/table-cmek';
import { tableDeletionProtection } from './bigquery/table-deletion-protection';
import { tagParent } from './bigquery/tag-parent';
import { taxonomyAccessControl } from './bigquery/taxonomy-access-control';
import { viewStandardSql } from './bigquery/view-standard-sql';
import { repositoryAddress } from './build/repository-address';
import { triggerApproval } from './build/trigger-approval';
import { triggerBranch } from './build/trigger-branch';
import { triggerLogs } from './build/trigger-logs';
import { triggerPlainSecrets } from './build/trigger-plain-secrets';
import { triggerPullRequests } from './build/trigger-pull-requests';
import { triggerServiceAccount } from './build/trigger-service-account';
import { environmentAirflowSettings } from './composer/environment-airflow-settings';
import { environmentCmek } from './composer/environment-cmek';
import { environmentDataRetention } from './composer/environment-data-retention';
import { environmentNetwork } from './composer/environment-network';
import { environmentPlugins } from './composer/environment-plugins';
import { environmentPrivate } from './composer/environment-private';
import { environmentPrivateBuilds } from './composer/environment-private-builds';
import { environmentResilience } from './composer/environment-resilience';
import { environmentServiceAccount } from './composer/environment-service-account';
import { environmentSnapshots } from './composer/environment-snapshots';
import { environmentVersion } from './composer/environment-version';
import { environmentWebServerAccess } from './composer/environment-web-server-access';
import { dataLabels } from './data/labels';
import { dataOneCountry } from './data/one-country';
import { dataPreventDestroy } from './data/prevent-destroy';
import { dataStageLabel } from './data/stage-label';
import { clusterCmek } from './dataproc/cluster-cmek';
import { clusterEnds } from './dataproc/cluster-ends';
import { clusterNetwork } from './dataproc/cluster-network';
import { clusterOwnBuckets } from './dataproc/cluster-own-buckets';
import { clusterPrivate } from './dataproc/cluster-private';
import { clusterServiceAccount } from './dataproc/cluster-service-account';
import { clusterShielded } from './dataproc/cluster-shielded';
import { clusterTrafficEncryption } from './dataproc/cluster-traffic-encryption';
import { clusterVersion } from './dataproc/cluster-version';
import { ownPrograms } from './dataproc/own-programs';
import { templateCmek } from './dataproc/template-cmek';
import { templateParameters } from './dataproc/template-parameters';
import { accountsOfEnvironment } from './iam/accounts-of-environment';
import { administrators } from './iam/administrators';
import { breakGlass } from './iam/break-glass';
import { bucketPrefixes } from './iam/bucket-prefixes';
import { customRolePermissions } from './iam/custom-role-permissions';
import { emergencyApproved } from './iam/emergency-approved';
import { emergencyRoles } from './iam/emergency-roles';
import { emergencyTold } from './iam/emergency-told';
import { limitedGranting } from './iam/limited-granting';
import { membersGroupsAndServiceAccounts } from './iam/members-groups-and-service-accounts';
import { noPrimitiveRoles } from './iam/no-primitive-roles';
import { noProjectWideData } from './iam/no-project-wide-data';
import { noProjectWideImpersonation } from './iam/no-project-wide-impersonation';
import { noServiceAccountKeys } from './iam/no-service-account-keys';
import { noTokenCreation } from './iam/no-token-creation';
import { peopleChangeNothing } from './iam/people-change-nothing';
import { peopleSeeMasked } from './iam/people-see-masked';
import { providerCondition } from './iam/provider-condition';
import { separationOfDuties } from './iam/separation-of-duties';
import { workloadAccountKnown } from './iam/workload-account-known';
import { keyDestroyDelay } from './kms/key-destroy-delay';
import { keyPreventDestroy } from './kms/key-prevent-destroy';
import { keyRotatesItself } from './kms/key-rotates-itself';
import { keyRotation } from './kms/key-rotation';
import { keyUsers } from './kms/key-users';
import { auditAllServices } from './logging/audit-all-services';
import { auditConfig } from './logging/audit-config';
import { auditSink } from './logging/audit-sink';
import { exclusionKeptElsewhere } from './logging/exclusion-kept-elsewhere';
import { logBucketCmek } from './logging/log-bucket-cmek';
import { logBucketLock } from './logging/log-bucket-lock';
import { logBucketRetention } from './logging/log-bucket-retention';
import { sinkDestination } from './logging/sink-destination';
import { sinkExclusions } from './logging/sink-exclusions';
import { sinkFilter } from './logging/sink-filter';
import { sinkWriterIdentity } from './logging/sink-writer-identity';
import { alertChannel } from './monitoring/alert-channel';
import { alertCondition } from './monitoring/alert-condition';
import { auditAlerts } from './monitoring/audit-alerts';
import { channelWorks } from './monitoring/channel-works';
import { logMetric } from './monitoring/log-metric';
import { securityContact } from './monitoring/security-contact';
import { denyByDefault } from './network/deny-by-default';
import { dnsLogs } from './network/dns-logs';
import { dnsPolicyClosed } from './network/dns-policy-closed';
import { dnsPrivateZones } from './network/dns-private-zones';
import { dnsRestrictedGoogle } from './network/dns-restricted-google';
import { firewallDenyInForce } from './network/firewall-deny-in-force';
import { firewallLimitedEgress } from './network/firewall-limited-egress';
import { firewallLogs } from './network/firewall-logs';
import { firewallNamedPorts } from './network/firewall-named-ports';
import { firewallNamedTargets } from './network/firewall-named-targets';
import { firewallNoOpenIngress } from './network/firewall-no-open-ingress';
import { firewallPolicyInUse } from './network/firewall-policy-in-use';
import { natLogs } from './network/nat-logs';
import { natNamedAddresses } from './network/nat-named-addresses';
import { natNamedSubnets } from './network/nat-named-subnets';
import { peeringPrivateRoutes } from './network/peering-private-routes';
import { publicAddressForNatOnly } from './network/public-address-for-nat-only';
import { serviceAccessReserved } from './network/service-access-reserved';
import { subnetFlowLogDetail } from './network/subnet-flow-log-detail';
import { subnetFlowLogs } from './network/subnet-flow-logs';
import { subnetPrivateGoogleAccess } from './network/subnet-private-google-access';
import { subnetPrivateRange } from './network/subnet-private-range';
import { vpcDnsPolicy } from './network/vpc-dns-policy';
import { vpcNamedSubnets } from './network/vpc-named-subnets';
import { vpcPolicyFirst } from './network/vpc-policy-first';
import { policyInForce } from './org/policy-in-force';
import { inForce } from './perimeter/in-force';
import { namedWaysIn } from './perimeter/named-ways-in';
import { agreementRecorded } from './project/agreement-recorded';
import { servicesCovered } from './project/services-covered';
import { repositoryCleanupKeeps } from './registry/repository-cleanup-keeps';
import { repositoryCmek } from './registry/repository-cmek';
import { repositoryImmutableTags } from './registry/repository-immutable-tags';
import { repositoryOwnContent } from './registry/repository-own-content';
import { repositoryScanning } from './registry/repository-scanning';
import { containerCmek } from './run/container-cmek';
import { containerDeletionProtection } from './run/container-deletion-protection';
import { containerImageRegistry } from './run/container-image-registry';
import { containerNetwork } from './run/container-network';
import { containerPlainSecrets } from './run/container-plain-secrets';
import { containerServiceAccount } from './run/container-service-account';
import { serviceInside } from './run/service-inside';
import { secretAccessors } from './secret/accessors';
import { secretCmek } from './secret/cmek';
import { secretDeletionProtection } from './secret/deletion-protection';
import { secretNoExpiry } from './secret/no-expiry';
import { noPlainSecret } from './secret/no-plain-secret';
import { secretReplication } from './secret/replication';
import { secretRotation } from './secret/rotation';
import { databaseDeletionPolicy } from './sql/database-deletion-policy';
import { instanceAvailability } from './sql/instance-availability';
import { instanceBackupRetention } from './sql/instance-backup-retention';
import { instanceBackups } from './sql/instance-backups';
import { instanceBackupsAfterDelete } from './sql/instance-backups-after-delete';
import { instanceClientAuthentication } from './sql/instance-client-authentication';
import { instanceCmek } from './sql/instance-cmek';
import { instanceConnector } from './sql/instance-connector';
import { instanceDeletionProtection } from './sql/instance-deletion-protection';
import { instanceDiskGrowth } from './sql/instance-disk-growth';
import { instanceEngineSupported } from './sql/instance-engine-supported';
import { instanceFlags } from './sql/instance-flags';
import { instanceGoogleServicesPath } from './sql/instance-google-services-path';
import { instanceIamAuthentication } from './sql/instance-iam-authentication';
import { instanceMaintenance } from './sql/instance-maintenance';
import { instancePasswordPolicy } from './sql/instance-password-policy';
import { instancePrivateAddress } from './sql/instance-private-address';
import { instancePrivatePath } from './sql/instance-private-path';
import { instanceQueryInsights } from './sql/instance-query-insights';
import { instanceSslMode } from './sql/instance-ssl-mode';
import { instanceTls } from './sql/instance-tls';
import { noClientKeyInState } from './sql/no-client-key-in-state';
import { userHost } from './sql/user-host';
import { userIam } from './sql/user-iam';
import { userSuperuser } from './sql/user-superuser';
import { bucketAccessLogs } from './storage/bucket-access-logs';
import { bucketCmek } from './storage/bucket-cmek';
import { bucketCors } from './storage/bucket-cors';
import { bucketForceDestroy } from './storage/bucket-force-destroy';
import { bucketLifecycle } from './storage/bucket-lifecycle';
import { bucketNoWebsite } from './storage/bucket-no-website';
import { bucketPublicAccessPrevention } from './storage/bucket-public-access-prevention';
import { bucketRetention } from './storage/bucket-retention';
import { bucketRetentionLock } from './storage/bucket-retention-lock';
import { bucketSoftDelete } from './storage/bucket-soft-delete';
import { bucketUniformAccess } from './storage/bucket-uniform-access';
import { bucketVersioning } from './storage/bucket-versioning';
import { noAccessLists } from './storage/no-access-lists';
import { noHmacKeys } from './storage/no-hmac-keys';
import { objectNoSecret } from './storage/object-no-secret';

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
