import { checkedName, NameError, networkName, subnetworkName } from './checked-name';
import { ALL_HOSPITALS, reportingDataset, withoutHyphens } from './datasets';
import type { Workload } from './graph';
import type { PhiTag } from './phi/policy';
import { PHI_TAGS } from './phi/tags';

/**
 * Every physical name of an environment, computed from group, stage, project, region and hospital. Nothing is random, and no stack reads
 * another stack's state: a stack that needs what another one creates computes the name here.
 */

/** What an environment's names are computed from. */
export interface NameScope {
  readonly group: string;
  readonly stage: 'dev' | 'test' | 'prod';
  readonly projectId: string;
  readonly region: string;
  /**
   * How often the environment has been destroyed and rebuilt. Google keeps the names of deleted key rings, log buckets, custom roles
   * and databases taken, so the next environment of the same name needs others. @default none
   */
  readonly generation?: number;
  /** A key ring of another project, which has a key for each of `KEYS`. @default a ring of the environment's own */
  readonly existingKeyRing?: { readonly projectId: string; readonly name: string };
}

/** One account each to plan pull requests, to build the main branch and to apply: nobody has approved yet what a pull request contains. */
export const DELIVERY_IDENTITIES = ['build-plan', 'build-image', 'build-apply'] as const;
/** Programs with a service account of their own: the workloads of the graph, Spark, Airflow, and the delivery. */
export const IDENTITIES = [
  'extract',
  'load',
  'transform',
  'publish',
  'spark',
  'orchestrate',
  ...DELIVERY_IDENTITIES,
] as const;
export type Identity = (typeof IDENTITIES)[number];
/** Workloads that are Cloud Run jobs. */
export const CONTAINER_WORKLOADS: readonly Workload[] = ['extract', 'load', 'transform', 'publish'];
/** Buckets of an environment. */
export const BUCKETS = ['inbox', 'landing', 'archive', 'curated', 'code', 'audit', 'spark'] as const;
export type BucketRole = (typeof BUCKETS)[number];
/** One key per service: a key that is disabled stops one service and no other. */
export const KEYS = ['storage', 'bigquery', 'sql', 'secrets', 'containers', 'composer', 'dataproc', 'logging'] as const;
export type KeyRole = (typeof KEYS)[number];

/** Characters of the longest stage, `prod` or `test`. */
const LONGEST_STAGE = 4;

/** Names of an environment, and of its hospitals. */
export class EnvironmentNames {
  constructor(readonly scope: NameScope) {}

  /** `sunrise-dev`; also the prefix of every stack. */
  get environment(): string {
    return `${this.scope.group}-${this.scope.stage}`;
  }

  /** Stack, e.g. `sunrise-dev-network`. */
  stack(concern: string): string {
    return `${this.environment}-${concern}`;
  }

  /** Bucket names and project ids are unique worldwide, so the project id makes a bucket's name ours. */
  bucket(role: BucketRole): string {
    return checkedName('bucket', `${this.scope.projectId}-${role}`);
  }

  /** Bucket of the Terraform state; `rcm bootstrap` creates it before the first deployment. */
  get stateBucket(): string {
    return checkedName('bucket', `${this.scope.projectId}-tfstate`);
  }

  /** A service account's id. It has at most 30 characters and belongs to the environment's own project, so it has no group and no stage. */
  serviceAccount(identity: Identity): string {
    return checkedName('serviceAccount', `rcm-${identity}`);
  }

  /** The account with which a hospital delivers its files. */
  senderAccount(hospitalId: string): string {
    return checkedName('serviceAccount', `inbox-${hospitalId}`);
  }

  email(accountId: string): string {
    return `${accountId}@${this.scope.projectId}.iam.gserviceaccount.com`;
  }

  /** A network, subnetwork, router, address, rule, DNS zone, repository: anything with an RFC 1035 name. */
  resource(role: string): string {
    return checkedName('resource', `${this.environment}-${role}`, this.spare);
  }

  containerJob(workload: Workload): string {
    return checkedName('containerJob', `${this.environment}-${workload}`, this.spare);
  }

  /** Full resource name of the environment's own network. */
  get network(): string {
    return networkName(this.scope.projectId, this.resource('network'));
  }

  get subnetwork(): string {
    return subnetworkName(this.scope.projectId, this.scope.region, this.resource('workloads'));
  }

  get keyRing(): string {
    const { existingKeyRing } = this.scope;
    return existingKeyRing
      ? checkedName('key', existingKeyRing.name)
      : checkedName('key', this.numbered(this.environment), this.spare);
  }

  /** Full resource name of a key: what encryption settings and grants take. */
  key(role: KeyRole): string {
    const { existingKeyRing, region } = this.scope;
    const projectId = existingKeyRing?.projectId ?? this.scope.projectId;
    return `projects/${projectId}/locations/${region}/keyRings/${this.keyRing}/cryptoKeys/${checkedName('key', role)}`;
  }

  get auditLogBucket(): string {
    return checkedName('logBucket', this.numbered(`${this.environment}-audit`), this.spare);
  }

  /** Service perimeter; its name is unique in the organization. */
  get perimeter(): string {
    return checkedName('perimeter', `rcm_${withoutHyphens(this.environment)}`, this.spare);
  }

  /** Full resource name of a Cloud Build connection, which a person makes. */
  connection(id: string): string {
    const { projectId, region } = this.scope;
    return `projects/${projectId}/locations/${region}/connections/${id}`;
  }

  /** Workload identity pool, which trusts the tokens of another provider. A deleted pool keeps its id for thirty days. */
  get identityPool(): string {
    return checkedName('identityPool', this.numbered('rcm-delivery'));
  }

  /** Full resource name of `identityPool`, which counts projects by their number. */
  identityPoolName(projectNumber: string): string {
    return `projects/${projectNumber}/locations/global/workloadIdentityPools/${this.identityPool}`;
  }

  /** A custom role's id, e.g. `rcmJobRunner`. */
  role(words: string): string {
    const { generation } = this.scope;
    return checkedName('role', generation === undefined ? words : `${words}_${generation}`);
  }

  /** Full resource name of a custom role of the project. */
  roleName(words: string): string {
    return `projects/${this.scope.projectId}/roles/${this.role(words)}`;
  }

  /**
   * Data policies are unique per project and region, and the project is the environment's own: no group, no stage.
   * @param owner a hospital, or `ALL_HOSPITALS`, an id that no hospital may take.
   */
  dataPolicy(owner: string, tag: PhiTag): string {
    return checkedName('dataset', `${withoutHyphens(owner)}_${tag}`);
  }

  get repository(): string {
    return this.resource('containers');
  }

  /** The container image without its tag. */
  get image(): string {
    const { projectId, region } = this.scope;
    return `${region}-docker.pkg.dev/${projectId}/${this.repository}/rcm`;
  }

  hospitalDatabase(hospitalId: string): string {
    return checkedName('database', this.numbered(`${this.environment}-${hospitalId}`), this.spare);
  }

  /** Cloud SQL connection name, project:region:instance. */
  hospitalInstance(hospitalId: string): string {
    return `${this.scope.projectId}:${this.scope.region}:${this.hospitalDatabase(hospitalId)}`;
  }

  /** Secret with the PEM of the authority that signed the certificate of a hospital's database. */
  hospitalAuthority(hospitalId: string): string {
    return checkedName('key', `${this.environment}-${hospitalId}-emr-authority`, this.spare);
  }

  hospitalSecret(hospitalId: string): string {
    return checkedName('key', `${this.environment}-${hospitalId}-emr-password`, this.spare);
  }

  private numbered(name: string): string {
    return this.scope.generation === undefined ? name : `${name}-${this.scope.generation}`;
  }

  private get spare(): number {
    return LONGEST_STAGE - this.scope.stage.length;
  }
}

/** Every invalid name of an environment and these hospitals; empty: all are valid. */
export function nameProblems(names: EnvironmentNames, hospitalIds: readonly string[] = []): NameError[] {
  const computed: (() => unknown)[] = [
    ...BUCKETS.map((role) => () => names.bucket(role)),
    ...IDENTITIES.map((identity) => () => names.serviceAccount(identity)),
    ...CONTAINER_WORKLOADS.map((workload) => () => names.containerJob(workload)),
    ...KEYS.map((role) => () => names.key(role)),
    () => names.stateBucket,
    ...PHI_TAGS.map((tag) => () => names.dataPolicy(ALL_HOSPITALS, tag)),
    () => names.auditLogBucket,
    () => names.perimeter,
    () => names.identityPool,
    () => names.keyRing,
    () => names.resource(LONGEST_RESOURCE),
    ...hospitalIds.flatMap((id) => [
      () => names.senderAccount(id),
      () => names.hospitalDatabase(id),
      () => names.hospitalSecret(id),
      () => names.hospitalAuthority(id),
      () => checkedName('dataset', reportingDataset(id)),
      () => names.resource(`${id}-emr`),
      ...PHI_TAGS.map((tag) => () => names.dataPolicy(id, tag)),
    ]),
  ];
  return computed.flatMap((compute) => {
    try {
      compute();
      return [];
    } catch (error) {
      if (error instanceof NameError) return [error];
      throw error;
    }
  });
}

/** The longest word that `resource` is asked for. */
const LONGEST_RESOURCE = 'allow-egress-to-google-services';
