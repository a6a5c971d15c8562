/** Note of landing, and rule, about a value that its map does not have: the row is held. */
export const UNMAPPED = 'unmapped';
/** The same where the mapping lets another value stand, or the value itself. */
export const UNMAPPED_KEPT = 'unmapped_kept';
