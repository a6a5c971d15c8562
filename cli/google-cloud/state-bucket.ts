import type { CloudProject } from '../../model/cloud-project';

/** Seconds for which Cloud Storage gives back what was deleted: a week, its own default. */
export const SOFT_DELETE_SECONDS = 604_800;

/** A bucket as the JSON API shows it, as far as it is looked at. */
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

/** A setting that guards less than it should. */
export interface Weakness {
  readonly what: string;
  /** What mends it; null: nothing does, short of another bucket. */
  readonly command: string | null;
}

/** The bucket of the Terraform state as it should be. A customer's key is none of it: the keys are in the state that it holds. */
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

/** What of an existing bucket is weaker than `stateBucketSettings`; empty: nothing. */
export function stateBucketWeaknesses(bucket: BucketState, project: CloudProject): Weakness[] {
  const update = `gcloud storage buckets update gs://${project.stateBucket}`;
  const { iamConfiguration: access, softDeletePolicy } = bucket;
  const isElsewhere = bucket.projectNumber !== undefined && bucket.projectNumber !== project.projectNumber;
  const place = bucket.location?.toLowerCase() ?? 'an unknown place';
  const missingLabels = Object.entries(project.labels).filter(([name, value]) => bucket.labels?.[name] !== value);
  const checks: readonly (readonly [isWeak: boolean, what: string, command: string | null])[] = [
    [isElsewhere, 'it belongs to another project', null],
    [place !== project.region, `it is in ${place} and not in ${project.region}`, null],
    [bucket.versioning?.enabled !== true, 'it keeps no former versions', `${update} --versioning`],
    [access?.publicAccessPrevention !== 'enforced', 'it can be made public', `${update} --public-access-prevention`],
    [
      access?.uniformBucketLevelAccess?.enabled !== true,
      'single objects can have access lists of their own',
      `${update} --uniform-bucket-level-access`,
    ],
    [
      Number(softDeletePolicy?.retentionDurationSeconds ?? 0) < SOFT_DELETE_SECONDS,
      'what is deleted is gone within a week',
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
