import type { Grant, GrantTarget } from '../../constructs/access/access-list-props';
import { serviceAccountMember } from '../../constructs/inputs/service-identity';
import { DELIVERY_IDENTITIES, IDENTITIES } from '../../model/names';
import type { EnvironmentSettings } from '../settings/environment-settings';
import { DATA_ADMINISTRATOR, PLAN_READER } from './custom-roles';

const READS = 'reads what is deployed, to show the difference';
const APPLIES = 'creates and changes what the approved plan says';
/** Gives roles of the project; of all that an apply does the most dangerous, so it is narrowed to the roles on the list. */
const PROJECT_IAM_ADMIN = 'roles/resourcemanager.projectIamAdmin';
/** What IAM takes in one `hasOnly`; a condition may join as many as 13 of them. */
const ROLES_IN_A_LIST = 10;

/** A plan reads every setting and changes nothing; it cannot read rows, objects or secrets. The rest is in `PLAN_READER`. */
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

/** An apply administers each service that a stack has resources of; those that hold data by `DATA_ADMINISTRATOR`. */
const APPLY_ROLES = [
  'roles/artifactregistry.admin',
  'roles/cloudbuild.builds.editor',
  'roles/cloudbuild.connectionAdmin',
  'roles/cloudkms.admin',
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
  'roles/run.admin',
  'roles/servicenetworking.networksAdmin',
  'roles/serviceusage.serviceUsageAdmin',
];

/** Folder of the state's bucket that keeps what the main branch planned, one folder for each commit. */
export const RELEASES = 'releases';

/** Grants of the delivery's identities and of who approves; none where nothing is delivered from a repository. */
export function deliveryGrants(settings: EnvironmentSettings): Grant[] {
  const { props, names, stateBucket } = settings;
  if (!props.delivery) return [];
  const isCloudBuild = props.delivery.kind === 'cloud_build';
  // An apply looks at the trust in GitHub and cannot change it: whom to trust is decided by hand.
  const trust = isCloudBuild ? [] : ['roles/iam.workloadIdentityPoolViewer'];
  const [plan, image, apply] = DELIVERY_IDENTITIES.map((each) => serviceAccountMember(settings.identity(each)));
  if (!plan || !image || !apply) throw new Error('the delivery has three identities');
  const project: GrantTarget = { kind: 'project' };
  const code: GrantTarget = { kind: 'bucket', bucket: names.bucket('code') };
  const planners = [plan, image];
  const others = rolesOfOthers(props);
  const needed = (roles: readonly string[]) => roles.filter((role) => !others.includes(role));
  return [
    ...planners.flatMap((member) => [
      ...[...needed(PLAN_ROLES), ...trust, names.roleName(PLAN_READER.id)].map((role) => ({
        member,
        role,
        on: project,
        why: READS,
      })),
      { member, role: 'roles/storage.objectViewer', on: code, why: 'compares uploaded programs, spec and graph' },
    ]),
    ...[...needed(APPLY_ROLES), ...trust, names.roleName(DATA_ADMINISTRATOR.id)].map((role) => ({
      member: apply,
      role,
      on: project,
      why: APPLIES,
    })),
    { member: apply, role: 'roles/storage.objectUser', on: code, why: 'uploads programs, spec and graph' },
    {
      member: apply,
      role: 'roles/storage.objectCreator',
      on: { kind: 'bucket', bucket: names.bucket('audit') },
      why: 'keeps the compliance report of what it applied; it can change and delete none',
    },
    ...(isCloudBuild ? [plan, image, apply] : []).map((member) => ({
      member,
      role: 'roles/logging.logWriter',
      on: project,
      why: 'writes its build log',
    })),
    ...(stateBucket ? stateGrants(settings, stateBucket, { planners, image, apply }) : []),
    ...IDENTITIES.map((identity) => ({
      member: apply,
      role: 'roles/iam.serviceAccountUser',
      on: { kind: 'service_account', email: names.email(names.serviceAccount(identity)) } as const,
      why: `deploys what runs as ${identity}`,
    })),
    ...(isCloudBuild
      ? [
          {
            member: `group:${props.groups.reviewers}`,
            role: 'roles/cloudbuild.builds.approver',
            on: project,
            why: 'approve what is applied',
          },
        ]
      : []),
  ];
}

/** Roles on what somebody else keeps, where the environment says so: nothing of it is planned or applied here. */
function rolesOfOthers({ encryption, network }: EnvironmentSettings['props']): readonly string[] {
  return [
    ...(encryption ? ['roles/cloudkms.viewer', 'roles/cloudkms.admin'] : []),
    ...(network
      ? [
          'roles/dns.reader',
          'roles/compute.networkAdmin',
          'roles/compute.securityAdmin',
          'roles/dns.admin',
          'roles/servicenetworking.networksAdmin',
        ]
      : []),
  ];
}

function stateGrants(
  { names }: EnvironmentSettings,
  bucket: string,
  { planners, image, apply }: { planners: readonly string[]; image: string; apply: string },
): Grant[] {
  const on: GrantTarget = { kind: 'bucket', bucket };
  return [
    ...planners.map((member) => ({
      member,
      role: 'roles/storage.objectViewer',
      on,
      why: 'reads the Terraform state; plans take no lock, which would be a write',
    })),
    {
      member: image,
      role: 'roles/storage.objectCreator',
      on,
      why: 'puts down what the main branch planned, and cannot replace it; a pull request cannot write here',
      condition: {
        title: 'releases',
        expression: `resource.name.startsWith("projects/_/buckets/${bucket}/objects/${RELEASES}/${names.environment}/")`,
      },
    },
    {
      member: apply,
      role: 'roles/storage.objectUser',
      on,
      why: 'reads the approved plan and writes the Terraform state',
    },
  ];
}

/**
 * The grant with which an apply gives roles of the project: only those that `listed` gives there, and not this one.
 * It can still change custom roles and the grants on single datasets, buckets and secrets, which is what it is for; each of those
 * raises an alert.
 */
export function roleGiving(settings: EnvironmentSettings, listed: readonly Grant[]): Grant[] {
  if (!settings.props.delivery) return [];
  const roles = listed.filter(({ on }) => on.kind === 'project').map(({ role }) => `"${role}"`);
  return [
    {
      member: serviceAccountMember(settings.identity('build-apply')),
      role: PROJECT_IAM_ADMIN,
      on: { kind: 'project' },
      why: 'gives the roles on this list, and no other; this grant itself is changed by hand',
      condition: {
        title: 'listed_roles',
        expression: givesOnly([...new Set(roles)].sort()),
      },
    },
  ];
}

/**
 * True for a change of grants that has these roles only. A change with roles of two lists is refused: Terraform's provider, which puts
 * changes of one project together, then makes each by itself.
 */
function givesOnly(roles: readonly string[]): string {
  const lists = Array.from({ length: Math.ceil(roles.length / ROLES_IN_A_LIST) }, (_, index) =>
    roles.slice(index * ROLES_IN_A_LIST, (index + 1) * ROLES_IN_A_LIST),
  );
  return lists
    .map((list) => `api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly([${list.join(', ')}])`)
    .join(' || ');
}
