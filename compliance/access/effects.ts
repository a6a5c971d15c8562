/**
 * What a grant lets its holder do to patients' data, or to what guards it.
 * - `read_identified`: see values that identify people
 * - `read_masked`: see rows, with tagged columns masked or refused
 * - `write`: add, change or delete data
 * - `administer`: change what holds, moves or guards the data: settings, programs, networks, keys, logs
 * - `grant`: give access, or act as somebody who has it
 * - `approve`: let a change or a request for access pass
 */
export const EFFECTS = ['read_identified', 'read_masked', 'write', 'administer', 'grant', 'approve'] as const;
export type Effect = (typeof EFFECTS)[number];

/** Words for the effects, for a sentence that starts with "may". */
export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  read_identified: 'read identified data',
  read_masked: 'read rows, identifiers masked',
  write: 'write data',
  administer: 'administer what holds or guards it',
  grant: 'give access',
  approve: 'approve',
};

const READS_OBJECTS: readonly Effect[] = ['read_identified'];
const READS_ROWS: readonly Effect[] = ['read_masked'];
const ADMINISTERS: readonly Effect[] = ['administer'];
const GRANTS: readonly Effect[] = ['grant'];
const NOTHING: readonly Effect[] = [];

/**
 * Google's roles that a data platform uses, by what they let do to patients' data. The effects of a role that is not
 * here are unknown. Source: the lists of permissions at cloud.google.com/iam/docs/understanding-roles.
 */
export const ROLE_EFFECTS: Readonly<Record<string, readonly Effect[]>> = {
  'roles/owner': ['read_identified', 'write', 'administer', 'grant', 'approve'],
  'roles/editor': ['read_identified', 'write', 'administer', 'grant'],
  'roles/viewer': READS_OBJECTS,
  'roles/browser': NOTHING,
  'roles/artifactregistry.admin': ['administer', 'grant'],
  'roles/artifactregistry.reader': NOTHING,
  'roles/artifactregistry.repoAdmin': ADMINISTERS,
  'roles/artifactregistry.writer': ['write'],
  'roles/bigquery.admin': ['read_masked', 'write', 'administer', 'grant'],
  'roles/bigquery.connectionUser': NOTHING,
  'roles/bigquery.dataEditor': ['read_masked', 'write'],
  'roles/bigquery.dataOwner': ['read_masked', 'write', 'administer', 'grant'],
  'roles/bigquery.dataViewer': READS_ROWS,
  'roles/bigquery.filteredDataViewer': READS_ROWS,
  'roles/bigquery.jobUser': NOTHING,
  'roles/bigquery.metadataViewer': NOTHING,
  'roles/bigquery.readSessionUser': NOTHING,
  'roles/bigquery.resourceViewer': NOTHING,
  'roles/bigquery.user': NOTHING,
  'roles/bigquerydatapolicy.admin': ['administer', 'grant'],
  'roles/bigquerydatapolicy.maskedReader': READS_ROWS,
  'roles/bigquerydatapolicy.rawDataReader': READS_OBJECTS,
  'roles/cloudbuild.builds.approver': ['approve'],
  'roles/cloudbuild.builds.builder': ['write', 'administer'],
  'roles/cloudbuild.builds.editor': ADMINISTERS,
  'roles/cloudbuild.builds.viewer': NOTHING,
  'roles/cloudbuild.connectionAdmin': ['administer', 'grant'],
  'roles/cloudkms.admin': ['administer', 'grant'],
  'roles/cloudkms.cryptoKeyEncrypter': NOTHING,
  'roles/cloudkms.cryptoKeyDecrypter': NOTHING,
  'roles/cloudkms.cryptoKeyEncrypterDecrypter': NOTHING,
  'roles/cloudkms.viewer': NOTHING,
  'roles/cloudsql.admin': ['read_identified', 'write', 'administer'],
  'roles/cloudsql.client': NOTHING,
  'roles/cloudsql.editor': ADMINISTERS,
  'roles/cloudsql.instanceUser': NOTHING,
  'roles/cloudsql.viewer': NOTHING,
  'roles/composer.admin': ADMINISTERS,
  'roles/composer.environmentAndStorageObjectAdmin': ['read_identified', 'write', 'administer'],
  'roles/composer.user': NOTHING,
  'roles/composer.worker': ['read_identified', 'write'],
  'roles/compute.networkAdmin': ADMINISTERS,
  'roles/compute.securityAdmin': ADMINISTERS,
  'roles/compute.viewer': NOTHING,
  'roles/datacatalog.categoryAdmin': ['administer', 'grant'],
  'roles/datacatalog.categoryFineGrainedReader': READS_OBJECTS,
  'roles/datacatalog.viewer': NOTHING,
  'roles/dataproc.admin': ['administer', 'grant'],
  'roles/dataproc.editor': ADMINISTERS,
  'roles/dataproc.viewer': NOTHING,
  'roles/dataproc.worker': ['read_identified', 'write'],
  'roles/dns.admin': ADMINISTERS,
  'roles/dns.reader': NOTHING,
  'roles/essentialcontacts.admin': ADMINISTERS,
  'roles/essentialcontacts.viewer': NOTHING,
  'roles/iam.organizationRoleAdmin': GRANTS,
  'roles/iam.roleAdmin': GRANTS,
  'roles/iam.securityAdmin': GRANTS,
  'roles/iam.securityReviewer': NOTHING,
  'roles/iam.serviceAccountAdmin': GRANTS,
  'roles/iam.serviceAccountKeyAdmin': GRANTS,
  'roles/iam.serviceAccountTokenCreator': GRANTS,
  'roles/iam.serviceAccountUser': GRANTS,
  'roles/iam.serviceAccountViewer': NOTHING,
  'roles/iam.workloadIdentityPoolAdmin': GRANTS,
  'roles/iam.workloadIdentityPoolViewer': NOTHING,
  'roles/iam.workloadIdentityUser': GRANTS,
  'roles/logging.admin': ADMINISTERS,
  'roles/logging.bucketWriter': NOTHING,
  'roles/logging.configWriter': ADMINISTERS,
  'roles/logging.logWriter': NOTHING,
  'roles/logging.privateLogViewer': NOTHING,
  'roles/logging.viewAccessor': NOTHING,
  'roles/logging.viewer': NOTHING,
  'roles/monitoring.admin': ADMINISTERS,
  'roles/monitoring.editor': ADMINISTERS,
  'roles/monitoring.metricWriter': NOTHING,
  'roles/monitoring.viewer': NOTHING,
  'roles/privilegedaccessmanager.admin': GRANTS,
  'roles/privilegedaccessmanager.viewer': NOTHING,
  'roles/pubsub.admin': ['read_identified', 'write', 'administer', 'grant'],
  'roles/pubsub.publisher': ['write'],
  'roles/pubsub.subscriber': READS_OBJECTS,
  'roles/pubsub.viewer': NOTHING,
  'roles/resourcemanager.projectIamAdmin': GRANTS,
  'roles/run.admin': ['administer', 'grant'],
  'roles/run.developer': ADMINISTERS,
  'roles/run.invoker': NOTHING,
  'roles/run.viewer': NOTHING,
  'roles/secretmanager.admin': ['read_identified', 'write', 'administer', 'grant'],
  'roles/secretmanager.secretAccessor': READS_OBJECTS,
  'roles/secretmanager.secretVersionAdder': ['write'],
  'roles/secretmanager.secretVersionManager': ['write'],
  'roles/secretmanager.viewer': NOTHING,
  'roles/servicenetworking.networksAdmin': ADMINISTERS,
  'roles/serviceusage.serviceUsageAdmin': ADMINISTERS,
  'roles/serviceusage.serviceUsageConsumer': NOTHING,
  'roles/serviceusage.serviceUsageViewer': NOTHING,
  'roles/storage.admin': ['read_identified', 'write', 'administer', 'grant'],
  'roles/storage.legacyBucketOwner': ['write', 'administer', 'grant'],
  'roles/storage.legacyBucketReader': NOTHING,
  'roles/storage.legacyBucketWriter': ['write'],
  'roles/storage.legacyObjectOwner': ['read_identified', 'grant'],
  'roles/storage.legacyObjectReader': READS_OBJECTS,
  'roles/storage.objectAdmin': ['read_identified', 'write', 'grant'],
  'roles/storage.objectCreator': ['write'],
  'roles/storage.objectUser': ['read_identified', 'write'],
  'roles/storage.objectViewer': READS_OBJECTS,
};

/** What datasets and buckets call their own roles, and what stands for a role where there is none. */
export const OWN_ROLE_EFFECTS: Readonly<Record<string, readonly Effect[]>> = {
  READER: READS_ROWS,
  WRITER: ['read_masked', 'write'],
  OWNER: ['read_masked', 'write', 'administer', 'grant'],
  authorized: READS_ROWS,
  databaseUser: ['read_identified'],
};

/** Permissions by what they let do, the first that fits; one that fits none lets nothing be done to patients' data. */
const PERMISSION_EFFECTS: readonly (readonly [RegExp, Effect])[] = [
  [
    /\.setIamPolicy$|^iam\.serviceAccounts\.(actAs|getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$/,
    'grant',
  ],
  [/^iam\.(serviceAccountKeys\.create|roles\.(create|update|undelete))$/, 'grant'],
  [/^cloudbuild\.builds\.approve$/, 'approve'],
  [
    /^datacatalog\.categories\.fineGrainedGet$|^bigquery\.rowAccessPolicies\.overrideTimeTravelRestrictions$/,
    'read_identified',
  ],
  [
    /^(storage\.objects\.get|secretmanager\.versions\.access|pubsub\.subscriptions\.consume|cloudsql\.instances\.export)$/,
    'read_identified',
  ],
  [/^bigquery\.(tables\.(getData|export)|dataPolicies\.maskedGet|models\.getData)$/, 'read_masked'],
  [
    /^(storage\.objects\.(create|update|delete)|bigquery\.tables\.updateData|pubsub\.topics\.publish|secretmanager\.versions\.add|cloudsql\.instances\.import)$/,
    'write',
  ],
  [
    /^[\w]+\.[\w]+\.(create\w*|update\w*|delete\w*|patch|set\w+|import|destroy|disable|enable|restart|undelete)$/,
    'administer',
  ],
];

/** What a custom role's permissions add up to. */
export function permissionEffects(permissions: readonly string[]): readonly Effect[] {
  const found = new Set(permissions.map((each) => PERMISSION_EFFECTS.find(([pattern]) => pattern.test(each))?.[1]));
  return EFFECTS.filter((effect) => found.has(effect));
}
