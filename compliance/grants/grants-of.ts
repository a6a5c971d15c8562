import type { Estate } from '../estate/estate';
import type { Resource } from '../estate/resource';
import { allOf, type Verdict } from '../verdicts/verdict';
import { datasetGrants } from './dataset-access';
import type { IamGrant } from './grant';
import { iamGrants, isIamGrant } from './iam-policy';
import { bucketListGrants, databaseUserGrants, requestableGrants, rowAccessGrants } from './other-grants';

type Reader = (estate: Estate, resource: Resource) => IamGrant[];

const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    google_bigquery_dataset: datasetGrants,
    google_bigquery_dataset_access: datasetGrants,
    google_bigquery_row_access_policy: rowAccessGrants,
    google_privileged_access_manager_entitlement: requestableGrants,
    google_sql_user: databaseUserGrants,
    google_storage_bucket_acl: bucketListGrants,
    google_storage_bucket_access_control: bucketListGrants,
    google_storage_default_object_acl: bucketListGrants,
    google_storage_default_object_access_control: bucketListGrants,
    google_storage_object_acl: bucketListGrants,
    google_storage_object_access_control: bucketListGrants,
  }),
);

/** For a rule's `resourceTypes`: everything that grants as IAM does. */
export const IAM_TYPES = ['google_*_iam_member', 'google_*_iam_binding', 'google_*_iam_policy'] as const;

/** For a rule's `resourceTypes`: everything that grants in any way. */
export const GRANTING_TYPES: readonly string[] = [...IAM_TYPES, ...READERS.keys()];

const REMEMBERED = new WeakMap<Resource, readonly IamGrant[]>();

/**
 * What a resource grants, whichever way it is written: IAM members, bindings and whole policies on anything, a dataset's own access,
 * row policies, access on request, database users, and the older lists of Cloud Storage. Empty for what grants nothing. A part that
 * only the apply knows is an expression: a policy that cannot be read is one grant with unknown principal and role.
 */
export function grantsOf(resource: Resource, estate: Estate): readonly IamGrant[] {
  const remembered = REMEMBERED.get(resource);
  if (remembered) return remembered;
  const reader = isIamGrant(resource.type) ? iamGrants : READERS.get(resource.type);
  const grants = reader?.(estate, resource) ?? [];
  REMEMBERED.set(resource, grants);
  return grants;
}

/** Judges each grant of a resource. It is compliant when all of them are, or when it grants nothing. */
export function judgeGrants(resource: Resource, estate: Estate, judge: (grant: IamGrant) => Verdict): Verdict {
  return allOf(...grantsOf(resource, estate).map(judge), []);
}

/** A grant and the resource that makes it. */
export interface PlacedGrant extends IamGrant {
  readonly stack: string;
  /** The Terraform resource. */
  readonly address: string;
}

/** Every grant of the estate, in the order of the documents; for rules about what several grants add up to. */
export function allGrants(estate: Estate): readonly PlacedGrant[] {
  return estate.resources.flatMap((resource) =>
    grantsOf(resource, estate).map((grant) => ({ ...grant, stack: resource.stack, address: resource.address })),
  );
}
