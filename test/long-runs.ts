/** `npm run test:long` sets it. */
const LONG_VARIABLE = 'RCM_LONG_TESTS';

/** How often a property is tried, or a program killed. */
export interface RunSizes {
  /** In every run of the tests. */
  readonly share: number;
  /** In `npm run test:long`. */
  readonly long: number;
}

/** Another seed finds other cases; this one makes a failure repeatable. */
export const SEED = 20_261_129;

/** The number of runs that this run of the tests makes. */
export function runsOf({ share, long }: RunSizes): number {
  return process.env[LONG_VARIABLE] === 'true' ? long : share;
}

/** Parameters of fast-check: the number of runs and a fixed seed. */
export function propertyRuns(sizes: RunSizes): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: runsOf(sizes), seed: SEED };
}

/** Time for so many runs of at most `each` milliseconds. */
export function timeFor(sizes: RunSizes, each: number): number {
  return runsOf(sizes) * each;
}
