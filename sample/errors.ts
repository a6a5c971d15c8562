/** Every way the sample cannot be written, with what to do. */
export const SAMPLE_ERRORS = {
  SAMPLE_TOO_SMALL: {
    fix: 'Ask for at least 50 patients, 100 encounters and 2 months; fewer have no room for the changes of the second day.',
  },
  SAMPLE_DAY_UNKNOWN: { fix: 'Use day 1, 2 or 3.' },
} as const satisfies Record<string, { fix: string }>;

/** The only error the sample's own code throws; files and databases throw theirs. */
export class SampleError extends Error {
  override readonly name = 'SampleError';

  constructor(
    readonly code: keyof typeof SAMPLE_ERRORS,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}. ${SAMPLE_ERRORS[code].fix}`);
  }
}
