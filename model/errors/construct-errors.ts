import type { ProblemCode } from './environment-errors';
import { type ErrorEntry, misused } from './error-entry';

/** Every way a construct can be used wrongly, beside those that an environment's checks find first. The key is what synth shows. */
export const CONSTRUCT_ERRORS = {
  RETENTION_DAYS_INVALID: misused('Write whole days, with deletion at least one day after the end of the retention.'),
  ROTATION_DAYS_INVALID: misused('Write whole days from 1 to 90.'),
  KEY_NAME_INVALID: misused('Write the full name, projects/…/locations/…/keyRings/…/cryptoKeys/….'),
  POLICY_TAG_MISSING: misused('Build the taxonomy with every PHI class of the tables that use it.'),
  EXCEPTION_TARGET_UNCLEAR: misused('Name the one resource that the exception covers.'),
  TIER_NEEDS_EDITION: misused(
    'Use a db-custom-* or db-f1/g1 tier with ENTERPRISE, and a db-perf-optimized-* tier with ENTERPRISE_PLUS.',
  ),
  WEB_RANGES_MISSING: misused(
    'Write at least one range: Composer rejects an empty list, and without a list everybody could connect.',
  ),
  CLUSTER_NAME_TOO_LONG: misused('Use a name of at most 35 characters: Dataproc adds to it for each cluster.'),
  TIME_OF_DAY_INVALID: misused('Write the time as hh:mm, 00:00 to 23:59.'),
} as const satisfies Record<string, ErrorEntry>;

/** What a construct throws. The last three are also checked for a whole environment, so their advice is written there. */
export type ConstructErrorCode =
  | keyof typeof CONSTRUCT_ERRORS
  | Extract<ProblemCode, 'KEY_LOCATION_DIFFERS' | 'AIRFLOW_SIZE_REFUSED' | 'AIRFLOW_VERSION_REFUSED'>;
