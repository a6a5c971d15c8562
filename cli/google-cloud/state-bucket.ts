import type { CloudProject } from '../../model/cloud-project';

/** Seconds for which Cloud Storage can restore a deleted object: a week, its own default. */
export const SOFT_DELETE_SECONDS = 604_800;

/** The fields of a bucket in the JSON API that are checked. */
export interface BucketState {
  readonly location?: string;
  readonly projectNumber?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly versioning?: { readonly enabled?: boolean };
  readonly iamConfiguration?: {
    readonly publicAccessPrevention?: string;
    readonly uniformBucketLevelAccess?: { readonly enabled?: boolean };
  };
  readonly softDeletePolicy?: { readonly retentionDurationSeconds?: string };
}

/** A setting that protects less than it should. */
export interface Weakness {
  readonly what: string;
  /** The command that corrects it; null: only another bucket does. */
  readonly command: string | null;
}

/** Required settings of the Terraform state bucket. It has no customer-managed key, because the state in it creates the keys. */
export function stateBucketSettings({ stateBucket, region, labels }: CloudProject) {
  return {
    name: stateBucket ?? '',
    location: region.toUpperCase(),
    storageClass: 'STANDARD',
    labels,
    iamConfiguration: { publicAccessPrevention: 'enforced', uniformBucketLevelAccess: { enabled: true } },
    versioning: { enabled: true },
    softDeletePolicy: { retentionDurationSeconds: String(SOFT_DELETE_SECONDS) },
  };
}

/** Settings of an existing bucket that are weaker than `stateBucketSettings`. */
export function stateBucketWeaknesses(bucket: BucketState, project: CloudProject): Weakness[] {
  const update = `gcloud storage buckets update gs://${project.stateBucket}`;
  const { iamConfiguration: access, softDeletePolicy } = bucket;
  const isElsewhere = bucket.projectNumber !== undefined && bucket.projectNumber !== project.projectNumber;
  const place = bucket.location?.toLowerCase() ?? 'an unknown location';
  const missingLabels = Object.entries(project.labels).filter(([name, value]) => bucket.labels?.[name] !== value);
  const checks: readonly (readonly [isWeak: boolean, what: string, command: string | null])[] = [
    [isElsewhere, 'it belongs to another project', null],
    [place !== project.region, `it is in ${place} and not in ${project.region}`, null],
    [bucket.versioning?.enabled !== true, 'it keeps no earlier versions', `${update} --versioning`],
    [access?.publicAccessPrevention !== 'enforced', 'it can be made public', `${update} --public-access-prevention`],
    [
      access?.uniformBucketLevelAccess?.enabled !== true,
      'single objects can have their own access lists',
      `${update} --uniform-bucket-level-access`,
    ],
    [
      Number(softDeletePolicy?.retentionDurationSeconds ?? 0) < SOFT_DELETE_SECONDS,
      'deleted objects are lost within a week',
      `${update} --soft-delete-duration=7d`,
    ],
    [
      missingLabels.length > 0,
      'it lacks labels of the environment',
      `${update} --update-labels=${missingLabels.map(([name, value]) => `${name}=${value}`).join(',')}`,
    ],
  ];
  return checks.filter(([isWeak]) => isWeak).map(([, what, command]) => ({ what, command }));
}
