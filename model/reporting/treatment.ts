import type { Column } from '../types';

/**
 * How a column reaches a view that identifies nobody:
 * `plain`: as it is; `year`: of a day or time, the year; `birth_year`: the year, that of everybody older than 89 as one;
 * `left_out`: not at all.
 */
export type Treatment = 'plain' | 'year' | 'birth_year' | 'left_out';

/** Of an age above this one nothing but that it is above may be told: 45 CFR 164.514(b)(2)(i)(C). Years. */
export const OLDEST_AGE_TOLD = 89;

/**
 * The treatment of the safe-harbour method, 45 CFR 164.514(b)(2)(i), by the column's class. A class that is not named here is left out,
 * so that a class the model gains reaches no view before somebody has said how.
 */
export function treatmentOf({ phi, type, reveals }: Column): Treatment {
  if (reveals) return 'left_out';
  switch (phi) {
    case 'none':
    case 'health':
    case 'payment':
      return 'plain';
    case 'date':
      if (type === 'DATE' || type === 'TIMESTAMP') return 'year';
      // A whole number that is classed as a date is a year of birth: no other year says how old somebody is.
      return type === 'INT64' ? 'birth_year' : 'left_out';
    default:
      return 'left_out';
  }
}
