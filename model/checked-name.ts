import { CodedError } from './errors/coded-error';

/** What a service accepts as a name. Lengths in characters; the longest stage counts, so that a name that is valid in dev is valid in prod. */
export const NAME_KINDS = {
  /** https://cloud.google.com/storage/docs/buckets#naming */
  bucket: { minimum: 3, maximum: 63, pattern: /^[a-z0-9][a-z0-9-]*[a-z0-9]$/ },
  /** The part before the @ of a service account. */
  serviceAccount: { minimum: 6, maximum: 30, pattern: /^[a-z][a-z0-9-]*[a-z0-9]$/ },
  /** VPC resources and Cloud Run jobs: RFC 1035 labels. */
  resource: { minimum: 1, maximum: 63, pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/ },
  /** Cloud Run: at most 49 characters. */
  containerJob: { minimum: 1, maximum: 49, pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/ },
  /** Key rings, keys, secrets. */
  key: { minimum: 1, maximum: 63, pattern: /^[a-zA-Z0-9_-]+$/ },
  /** A Cloud SQL instance; project and instance together have at most 98 characters, 30 of them the project. */
  database: { minimum: 1, maximum: 67, pattern: /^[a-z][a-z0-9-]*$/ },
  /** BigQuery datasets, data policies. */
  dataset: { minimum: 1, maximum: 63, pattern: /^[a-z][a-z0-9_]*$/ },
  /** Log buckets. */
  logBucket: { minimum: 1, maximum: 100, pattern: /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/ },
  /** Perimeters of VPC Service Controls. */
  perimeter: { minimum: 1, maximum: 50, pattern: /^[A-Za-z][A-Za-z0-9_]*$/ },
  /** Workload identity pools and their providers; `gcp-` in front is Google's. */
  identityPool: { minimum: 4, maximum: 32, pattern: /^(?!gcp-)[a-z0-9-]+$/ },
  /** Custom roles: no hyphens. */
  role: { minimum: 3, maximum: 64, pattern: /^[a-zA-Z0-9_.]+$/ },
} as const satisfies Record<string, { minimum: number; maximum: number; pattern: RegExp }>;
export type NameKind = keyof typeof NAME_KINDS;

export type NameErrorCode = 'NAME_TOO_LONG' | 'NAME_TOO_SHORT' | 'NAME_BAD_CHARACTER';

/** A computed name that its service refuses. */
export class NameError extends CodedError<NameErrorCode> {
  override readonly name = 'NameError';

  constructor(
    code: NameErrorCode,
    readonly kind: NameKind,
    readonly physicalName: string,
    what: string,
  ) {
    super(code, `the ${kind} name "${physicalName}" ${what}`);
  }
}

/**
 * Returns the name if its service accepts it.
 * @param spare characters that another stage of the same group would add.
 * @throws NameError
 */
export function checkedName(kind: NameKind, name: string, spare = 0): string {
  const { minimum, maximum, pattern } = NAME_KINDS[kind];
  if (name.length + spare > maximum) {
    const stage = spare > 0 ? ` in the longest stage` : '';
    throw new NameError(
      'NAME_TOO_LONG',
      kind,
      name,
      `has ${name.length + spare} characters${stage}; the limit is ${maximum}`,
    );
  }
  if (name.length < minimum) throw new NameError('NAME_TOO_SHORT', kind, name, `needs at least ${minimum} characters`);
  if (!pattern.test(name)) throw new NameError('NAME_BAD_CHARACTER', kind, name, `does not match ${pattern.source}`);
  return name;
}

/**
 * The name, even if its service refuses it: `nameProblems` reports that, and the other checks continue.
 * @param compute e.g. `() => names.bucket('inbox')`
 */
export function evenIfRefused(compute: () => string): string {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NameError) return error.physicalName;
    throw error;
  }
}

/** Full resource name of a network. */
export const networkName = (projectId: string, network: string): string =>
  `projects/${projectId}/global/networks/${network}`;

/** Full resource name of a subnetwork. */
export const subnetworkName = (projectId: string, region: string, subnetwork: string): string =>
  `projects/${projectId}/regions/${region}/subnetworks/${subnetwork}`;

/** Full resource name of a service account. */
export const accountName = (projectId: string, email: string): string =>
  `projects/${projectId}/serviceAccounts/${email}`;
