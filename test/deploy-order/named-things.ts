import type { Attributes, SynthesizedResource } from '../synthesized-stack';

/** Kinds of things of which one stack writes the name that another stack makes. */
export type Kind =
  | 'bucket'
  | 'account'
  | 'role'
  | 'dataset'
  | 'table'
  | 'key'
  | 'job'
  | 'secret'
  | 'network'
  | 'subnetwork'
  | 'repository'
  | 'log bucket'
  | 'cluster'
  | 'connection'
  | 'identity pool'
  | 'access policy'
  | 'access level'
  | 'perimeter'
  | 'image'
  | 'group'
  | 'billing account'
  /** A resource of the same stack, by its Terraform address: policy tags have no other name before they exist. */
  | 'reference';

/** A thing of Google Cloud: what the address and the full resource name of everything that is made or used are reduced to. */
export interface NamedThing {
  readonly kind: Kind;
  /** As Google writes it in full: of a bucket its name, of an account its address, of the others `projects/…`. */
  readonly name: string;
}

/** Project and region that a stack's provider has. */
export interface Place {
  readonly project: string;
  readonly region: string;
}

type Made = readonly [Kind, (attributes: Readonly<Record<string, string>>, place: Place) => string];

const within = ({ project }: Place, location = '') => `projects/${project}/locations/${location}`;

/** Types of resources whose names others use, and the name. */
const MADE: Readonly<Record<string, Made>> = {
  google_storage_bucket: ['bucket', ({ name = '' }) => name],
  google_service_account: [
    'account',
    ({ account_id }, { project }) => `${account_id}@${project}.iam.gserviceaccount.com`,
  ],
  google_project_iam_custom_role: ['role', ({ role_id }, { project }) => `projects/${project}/roles/${role_id}`],
  google_bigquery_dataset: ['dataset', ({ dataset_id }, { project }) => `${project}.${dataset_id}`],
  google_bigquery_table: ['table', ({ dataset_id, table_id }, { project }) => `${project}.${dataset_id}.${table_id}`],
  google_kms_crypto_key: ['key', ({ key_ring, name }) => `${key_ring}/cryptoKeys/${name}`],
  google_cloud_run_v2_job: ['job', ({ location, name }, place) => `${within(place, location)}/jobs/${name}`],
  google_secret_manager_secret: ['secret', ({ secret_id }, { project }) => `projects/${project}/secrets/${secret_id}`],
  google_compute_network: ['network', ({ name }, { project }) => `projects/${project}/global/networks/${name}`],
  google_compute_subnetwork: [
    'subnetwork',
    ({ name, region }, { project }) => `projects/${project}/regions/${region}/subnetworks/${name}`,
  ],
  google_artifact_registry_repository: [
    'repository',
    ({ location, repository_id }, place) => `${within(place, location)}/repositories/${repository_id}`,
  ],
  google_logging_project_bucket_config: [
    'log bucket',
    ({ location, bucket_id }, place) => `${within(place, location)}/buckets/${bucket_id}`,
  ],
  google_dataproc_cluster: [
    'cluster',
    ({ name, region }, { project }) => `projects/${project}/regions/${region}/clusters/${name}`,
  ],
  google_iam_workload_identity_pool: [
    'identity pool',
    ({ workload_identity_pool_id = '' }) => workload_identity_pool_id,
  ],
};

/** Full resource names, wherever in a text they stand. */
const IN_TEXT: readonly (readonly [Kind, RegExp, (match: readonly string[]) => string])[] = [
  ['bucket', /gs:\/\/([a-z0-9][a-z0-9._-]*)/g, ([, name = '']) => name],
  ['account', /([a-z][a-z0-9-]+@[a-z][a-z0-9-]+\.iam\.gserviceaccount\.com)/g, ([, address = '']) => address],
  ['role', /projects\/[a-z0-9-]+\/roles\/\w+/g, ([name = '']) => name],
  ['key', /projects\/[a-z0-9-]+\/locations\/[a-z0-9-]+\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+/g, ([name = '']) => name],
  ['secret', /projects\/[a-z0-9-]+\/secrets\/[\w-]+/g, ([name = '']) => name],
  ['network', /projects\/[a-z0-9-]+\/global\/networks\/[\w-]+/g, ([name = '']) => name],
  ['subnetwork', /projects\/[a-z0-9-]+\/regions\/[a-z0-9-]+\/subnetworks\/[\w-]+/g, ([name = '']) => name],
  ['cluster', /projects\/[a-z0-9-]+\/regions\/[a-z0-9-]+\/clusters\/[\w-]+/g, ([name = '']) => name],
  ['log bucket', /projects\/[a-z0-9-]+\/locations\/[a-z0-9-]+\/buckets\/[\w-]+/g, ([name = '']) => name],
  ['connection', /projects\/[a-z0-9-]+\/locations\/[a-z0-9-]+\/connections\/[\w-]+/g, ([name = '']) => name],
  ['identity pool', /workloadIdentityPools\/([\w-]+)/g, ([, name = '']) => name],
  ['access policy', /accessPolicies\/\d+(?!\d|\/\w+Perimeters)/g, ([name = '']) => name],
  ['access level', /accessPolicies\/\d+\/accessLevels\/\w+/g, ([name = '']) => name],
  ['group', /group:([^\s"]+@[^\s"]+)/g, ([, address = '']) => address],
  ['image', /[a-z0-9-]+-docker\.pkg\.dev\/[\w/.-]+(:[\w.-]+)?/g, ([name = '']) => name],
  ['table', /`([a-z][a-z0-9-]+\.\w+\.\w+)`/g, ([, name = '']) => name],
  [
    'table',
    /`([a-z][a-z0-9-]+)`\.`(\w+)`\.`(\w+)`/g,
    ([, project = '', dataset = '', table = '']) => `${project}.${dataset}.${table}`,
  ],
  ['reference', /\$\{(\w+\.[\w-]+)\.\w+\}/g, ([, address = '']) => address],
];

/** Arguments that hold a bare name, by argument or by `type.argument`. */
const ARGUMENTS: Readonly<
  Record<string, (value: string, attributes: Readonly<Record<string, string>>, place: Place) => NamedThing>
> = {
  'google_cloud_run_v2_job_iam_member.name': (name, { location }, place) => ({
    kind: 'job',
    name: `${within(place, location)}/jobs/${name}`,
  }),
  'google_artifact_registry_repository_iam_member.repository': (name, { location }, place) => ({
    kind: 'repository',
    name: `${within(place, location)}/repositories/${name}`,
  }),
  'google_billing_budget.billing_account': (name) => ({ kind: 'billing account', name: `billingAccounts/${name}` }),
  'google_access_context_manager_service_perimeter_resource.perimeter_name': (name) => ({ kind: 'perimeter', name }),
  'google_access_context_manager_service_perimeter_dry_run_resource.perimeter_name': (name) => ({
    kind: 'perimeter',
    name,
  }),
  'google_secret_manager_secret_iam_member.secret_id': (name, _, { project }) => ({
    kind: 'secret',
    name: `projects/${project}/secrets/${name}`,
  }),
};
const BUCKET_ARGUMENT = /(^|_)bucket$/;

/**
 * Texts that Google takes as they are and does not look up when they are written: a condition of IAM, filters of logs and metrics, tiles of
 * a dashboard, programs and scripts that run later, labels, and comments of this project.
 */
const NOT_LOOKED_UP =
  /^(\/\/|lifecycle|description|expression|filter|dashboard_json|content|script|labels|log_object_prefix)$/;

/** What a resource makes, if others can use its name. */
export function madeBy({ type, attributes }: SynthesizedResource, place: Place): NamedThing | undefined {
  const made = MADE[type];
  return made ? { kind: made[0], name: made[1](attributes as Readonly<Record<string, string>>, place) } : undefined;
}

/** Every name that a resource uses, once each; what it makes itself is not among them. */
export function usedBy(resource: SynthesizedResource, place: Place): NamedThing[] {
  const own = madeBy(resource, place);
  const found = new Map<string, NamedThing>();
  const use = (thing: NamedThing) => {
    if (own?.kind !== thing.kind || own.name !== thing.name) found.set(`${thing.kind} ${thing.name}`, thing);
  };
  const look = (value: unknown, argument: string, holder: Attributes): void => {
    if (NOT_LOOKED_UP.test(argument)) return;
    if (Array.isArray(value)) for (const each of value) look(each, argument, holder);
    else if (value !== null && typeof value === 'object') {
      for (const thing of ofWarehouse(value as Attributes, resource.type, place)) use(thing);
      for (const [name, each] of Object.entries(value)) look(each, name, value as Attributes);
    } else if (typeof value === 'string') {
      for (const [kind, pattern, name] of IN_TEXT)
        for (const match of value.matchAll(pattern)) use({ kind, name: name(match) });
      if (BUCKET_ARGUMENT.test(argument) && /^[a-z0-9._-]+$/.test(value)) use({ kind: 'bucket', name: value });
      const bare = ARGUMENTS[`${resource.type}.${argument}`];
      if (bare) use(bare(value, holder as Readonly<Record<string, string>>, place));
    }
  };
  look(resource.attributes, '', {});
  return [...found.values()];
}

/** Every text of a resource that Google looks up when it is written. */
export function textsOf({ attributes }: SynthesizedResource): string[] {
  const texts = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([name, each]) => (NOT_LOOKED_UP.test(name) ? [] : texts(each)));
  };
  return texts(attributes);
}

/** Datasets and tables, which BigQuery's resources name in parts. */
function ofWarehouse(part: Attributes, type: string, place: Place): NamedThing[] {
  const { project_id: project = place.project, dataset_id: dataset, table_id: table } = part;
  if (typeof dataset !== 'string' || type === 'google_bigquery_dataset') return [];
  const ofTable = typeof table === 'string' ? [{ kind: 'table', name: `${project}.${dataset}.${table}` } as const] : [];
  return [{ kind: 'dataset', name: `${project}.${dataset}` }, ...ofTable];
}
