/** What Cloud Storage does where nobody says anything else. */
export const LEAST_SOFT_DELETE_DAYS = 7;
