import type { QualityRule } from '../types';

/**
 * The rule about the time of change, for tables that have one. A warning: such a time orders nothing (a database) or the delivery's stands in
 * for it (files), so the row itself is not lost for it.
 */
export const MODIFIED_PLAUSIBLE: QualityRule = {
  id: 'modified_at_plausible',
  severity: 'warning',
  check: { kind: 'plausible_date', column: 'modified_at' },
  description: 'The time of the last change lies between 1990 and the day after the snapshot.',
};
