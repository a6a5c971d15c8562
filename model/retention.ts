/** How long data and records are kept: the one place that says so. Days; a year has 365 of them. */

/** 45 CFR 164.316(b)(2)(i) requires six years for documentation; audit logs and raw data are kept as long by policy. */
export const SIX_YEARS_DAYS = 2190;

/** When production deletes original files and access logs: a year after nothing holds them any more. */
export const SEVEN_YEARS_DAYS = 2555;

/** Services count retention in seconds. */
export const SECONDS_PER_DAY = 86_400;
