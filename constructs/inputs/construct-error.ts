/** Every way a construct can be used wrongly. The key is what synth shows. */
export const CONSTRUCT_ERRORS = {
  RETENTION_DAYS_INVALID: 'Give whole days, deletion at least one day after the end of the retention.',
  ROTATION_DAYS_INVALID: 'Give whole days from 1 to 90.',
  KEY_NAME_INVALID: 'Give the full name, projects/…/locations/…/keyRings/…/cryptoKeys/….',
  KEY_LOCATION_DIFFERS: 'A key encrypts resources of its own location only: give a key of the same region.',
  POLICY_TAG_MISSING: 'Make the taxonomy with every class of the tables that use it.',
  EXCEPTION_TARGET_UNCLEAR: 'Name the resource that the exception is for: an exception is for one resource.',
  TIER_NEEDS_EDITION:
    'ENTERPRISE takes db-custom-* and db-f1/g1 tiers, ENTERPRISE_PLUS takes db-perf-optimized-* tiers.',
  AIRFLOW_SIZE_REFUSED: 'Give sizes that Composer 3 has; constructs/airflow/airflow-limits.ts lists them.',
  AIRFLOW_VERSION_REFUSED: 'Give Composer 3 with Airflow 2.11, e.g. composer-3-airflow-2.11.1.',
  WEB_RANGES_MISSING: 'Give a range: Composer takes no empty list, and no list at all would let everybody in.',
  CLUSTER_NAME_TOO_LONG: 'Give a name of at most 35 characters: the clusters of the template are called after it.',
  TIME_OF_DAY_INVALID: 'Give the time as hh:mm, 00:00 to 23:59.',
} as const satisfies Record<string, string>;
export type ConstructErrorCode = keyof typeof CONSTRUCT_ERRORS;

/** The only error a construct throws. */
export class ConstructError extends Error {
  override readonly name = 'ConstructError';

  constructor(
    readonly code: ConstructErrorCode,
    detail: string,
  ) {
    super(`${code}: ${detail}. ${CONSTRUCT_ERRORS[code]}`);
  }
}
