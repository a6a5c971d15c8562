/** Six years of 365 days. 45 CFR 164.316(b)(2)(i) asks them for required documentation; for data it is policy. */
export const SIX_YEARS_IN_DAYS = 2190;

export const SECONDS_PER_DAY = 86_400;
