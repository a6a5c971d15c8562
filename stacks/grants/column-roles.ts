/** Reads tagged columns as they are. */
export const PLAIN_READER = 'roles/datacatalog.categoryFineGrainedReader';
/** Reads tagged columns as their data policy masks them. */
export const MASKED_READER = 'roles/bigquerydatapolicy.maskedReader';
