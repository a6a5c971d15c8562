import type { Grant, GrantTarget } from '../constructs/access-list-props';
import { type EnvironmentSettings, identityEmail } from './environment-settings';

const READS = 'reads what is deployed, to show the difference';
const APPLIES = 'creates and changes what the approved plan says';

/** A plan reads everything and changes nothing; it cannot read rows, objects or secrets. */
const PLAN_ROLES = [
  'roles/iam.securityReviewer',
  'roles/artifactregistry.reader',
  'roles/bigquery.metadataViewer',
  'roles/cloudbuild.builds.viewer',
  'roles/cloudkms.viewer',
  'roles/cloudsql.viewer',
  'roles/compute.viewer',
  'roles/dataproc.viewer',
  'roles/datacatalog.viewer',
  'roles/dns.reader',
  'roles/essentialcontacts.viewer',
  'roles/logging.viewer',
  'roles/monitoring.viewer',
  'roles/privilegedaccessmanager.viewer',
  'roles/run.viewer',
  'roles/secretmanager.viewer',
  'roles/serviceusage.serviceUsageViewer',
];

/** An apply administers each service that a stack has resources of. It runs only after an approval. */
const APPLY_ROLES = [
  'roles/artifactregistry.admin',
  'roles/bigquery.admin',
  'roles/cloudbuild.builds.editor',
  'roles/cloudkms.admin',
  'roles/cloudsql.admin',
  'roles/composer.admin',
  'roles/compute.networkAdmin',
  'roles/compute.securityAdmin',
  'roles/dataproc.admin',
  'roles/datacatalog.categoryAdmin',
  'roles/dns.admin',
  'roles/essentialcontacts.admin',
  'roles/iam.roleAdmin',
  'roles/iam.serviceAccountAdmin',
  'roles/logging.configWriter',
  'roles/monitoring.admin',
  'roles/privilegedaccessmanager.admin',
  'roles/resourcemanager.projectIamAdmin',
  'roles/run.admin',
  'roles/secretmanager.admin',
  'roles/servicenetworking.networksAdmin',
  'roles/serviceusage.serviceUsageAdmin',
  'roles/storage.admin',
];

/** Identities that the apply lets services run as; never the whole project's. */
const ACTS_AS = ['extract', 'load', 'transform', 'publish', 'orchestrate', 'build-plan', 'build-apply'] as const;

/** Grants of the two build identities; none where nothing is delivered from a repository. */
export function deliveryGrants(settings: EnvironmentSettings): Grant[] {
  const { props, names, stateBucket } = settings;
  if (!props.delivery) return [];
  const plan = `serviceAccount:${identityEmail(settings, 'build-plan')}`;
  const apply = `serviceAccount:${identityEmail(settings, 'build-apply')}`;
  const project: GrantTarget = { kind: 'project' };
  const state: GrantTarget | undefined = stateBucket ? { kind: 'bucket', bucket: stateBucket } : undefined;
  return [
    ...PLAN_ROLES.map((role) => ({ member: plan, role, on: project, why: READS })),
    ...APPLY_ROLES.map((role) => ({ member: apply, role, on: project, why: APPLIES })),
    { member: plan, role: 'roles/logging.logWriter', on: project, why: 'writes its build log' },
    { member: apply, role: 'roles/logging.logWriter', on: project, why: 'writes its build log' },
    ...(state
      ? [
          { member: plan, role: 'roles/storage.objectViewer', on: state, why: 'reads the Terraform state' },
          { member: apply, role: 'roles/storage.objectUser', on: state, why: 'writes the Terraform state' },
        ]
      : []),
    ...ACTS_AS.map((identity) => ({
      member: apply,
      role: 'roles/iam.serviceAccountUser',
      on: { kind: 'service_account', email: names.email(names.serviceAccount(identity)) } as const,
      why: `deploys what runs as ${identity}`,
    })),
  ];
}
