import { type ErrorEntry, misused } from './error-entry';

/** Every way the sample can be refused. */
export const SAMPLE_ERRORS = {
  SAMPLE_TOO_SMALL: misused(
    'Ask for at least 50 patients, 100 encounters and 2 months: the changes of the second day need that many.',
  ),
  SAMPLE_DAY_UNKNOWN: misused('Use day 1, 2 or 3.'),
} as const satisfies Record<string, ErrorEntry>;

export type SampleErrorCode = keyof typeof SAMPLE_ERRORS;
